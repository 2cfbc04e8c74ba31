namespace DrumAI.Organising;

/// <summary>
/// Brings back what a manifest records, the last file first, whether organising came to its end or not, and takes away the folders it made.
/// What has changed since is left alone and named. It may itself be stopped at any time, and done again.
/// </summary>
public sealed class OrganiseUndo
{
    private readonly Func<string, string, LinkOutcome> link;
    private readonly Action afterStep;

    /// <summary>An undo on the machine's own file systems.</summary>
    public OrganiseUndo()
        : this(HardLink.TryCreate, () => { })
    {
    }

    /// <param name="link">Makes a hard link.</param>
    /// <param name="afterStep">Called after each step, where a crash could come in between.</param>
    internal OrganiseUndo(Func<string, string, LinkOutcome> link, Action afterStep)
    {
        this.link = link;
        this.afterStep = afterStep;
    }

    /// <summary>Undoes, and deletes the manifest once all is as it was.</summary>
    /// <param name="manifest">What was done. It is closed in the end.</param>
    /// <param name="progress">Called after each file.</param>
    /// <param name="cancellation">Stops within a file, leaving nothing half done.</param>
    /// <returns>Files that could not be brought back or taken away; each has its <see cref="ManifestItem.Problem"/>. The manifest stays where there are some.</returns>
    /// <exception cref="IOException">A file cannot be written back, for instance because the disk is full.</exception>
    public IReadOnlyList<ManifestItem> Run(Manifest manifest, Action<ManifestItem>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var left = new List<ManifestItem>();
        foreach (var item in manifest.Items.Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            item.Problem = null;
            if (item.State is TransferState.Begun or TransferState.Done or TransferState.Restoring) Undo(manifest, item, cancellation);
            if (item.Problem is not null) left.Add(item);
            progress?.Invoke(item);
        }

        string own = Path.GetDirectoryName(manifest.Path)!;
        bool HoldsManifest(string folder) => own == folder || own.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        RemoveFolders(manifest.Folders.Where(f => !HoldsManifest(f)));
        if (left.Count > 0) return left;
        manifest.Dispose();
        File.Delete(manifest.Path);
        afterStep();
        RemoveFolders(manifest.Folders.Where(HoldsManifest));
        return left;
    }

    private void Undo(Manifest manifest, ManifestItem item, CancellationToken cancellation)
    {
        try
        {
            if (item.State == TransferState.Restoring) TakeUp(item);
            item.Problem = manifest.Mode == TransferMode.Move && !FileContent.IsOccupied(item.Source)
                ? BringBack(manifest, item, cancellation)
                : TakeAway(manifest, item);
            if (item.Problem is not null) return;
            manifest.Write(new ManifestLine(ManifestEvent.Undone) { Item = item.Number });
            afterStep();
        }
        catch (Exception e) when (e is SourceException or UnauthorizedAccessException)
        {
            item.Problem = e.Message;
        }
    }

    /// <summary>An undo that was stopped while it wrote a file back left a beginning of it.</summary>
    private void TakeUp(ManifestItem item)
    {
        if (!File.Exists(item.Source) || !File.Exists(item.Target)) return;
        if (FileContent.Compare(item.Source, item.Target) == ContentRelation.Beginning) File.Delete(item.Source);
        afterStep();
    }

    private string? TakeAway(Manifest manifest, ManifestItem item)
    {
        if (!FileContent.IsOccupied(item.Target)) return null;
        if (Remains.AreOf(item, manifest.Mode))
        {
            File.Delete(item.Target);
            afterStep();
            return null;
        }

        return File.Exists(item.Source)
            ? $"{item.Target} is not, or not any more, what lies at {item.Source}; both stay."
            : $"{item.Source} has gone since; {item.Target}, which is all that is left of it, stays.";
    }

    private string? BringBack(Manifest manifest, ManifestItem item, CancellationToken cancellation)
    {
        if (!File.Exists(item.Target)) return $"{item.Target} is not there any more.";
        manifest.Write(new ManifestLine(ManifestEvent.Restore) { Item = item.Number });
        Directory.CreateDirectory(Path.GetDirectoryName(item.Source)!);
        var outcome = link(item.Target, item.Source);
        afterStep();
        if (outcome == LinkOutcome.Impossible)
        {
            string? hash = FileContent.Copy(item.Target, item.Source, isDurable: true, cancellation);
            afterStep();
            if (hash is not null && Identity.ContentHash.OfFile(item.Source) != hash)
            {
                File.Delete(item.Source);
                throw new IOException($"{item.Source}: what was written back differs from {item.Target}, which stays.");
            }

            if (hash is null) outcome = LinkOutcome.Exists;
        }

        if (outcome == LinkOutcome.Exists) return $"Something has come to lie at {item.Source}; {item.Target} stays.";
        File.Delete(item.Target);
        afterStep();
        return null;
    }

    private void RemoveFolders(IEnumerable<string> folders)
    {
        foreach (string folder in folders.Reverse())
        {
            // What someone else put there keeps the folder.
            if (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any()) continue;
            Directory.Delete(folder);
            afterStep();
        }
    }
}
