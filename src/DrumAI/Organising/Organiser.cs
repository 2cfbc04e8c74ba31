using DrumAI.Identity;

namespace DrumAI.Organising;

/// <summary>
/// Carries out what a manifest plans. Every act is written down before it is done, nothing is ever overwritten, and an original is removed only
/// when the file is known to be whole in its new place.
/// </summary>
public sealed class Organiser
{
    private readonly Func<string, string, LinkOutcome> link;
    private readonly Action afterStep;

    /// <summary>An organiser on the machine's own file systems.</summary>
    public Organiser()
        : this(HardLink.TryCreate, () => { })
    {
    }

    /// <param name="link">Makes a hard link.</param>
    /// <param name="afterStep">Called after each step, where a crash could come in between.</param>
    internal Organiser(Func<string, string, LinkOutcome> link, Action afterStep)
    {
        this.link = link;
        this.afterStep = afterStep;
    }

    /// <summary>Does what is not done yet. Where an earlier run was stopped within a file, that file is begun again.</summary>
    /// <param name="manifest">The plan, and what has been done of it.</param>
    /// <param name="progress">Called after each file.</param>
    /// <param name="cancellation">Stops within a file, leaving nothing half done.</param>
    /// <exception cref="OrganiseException">The plan cannot be carried out in this way here, or was not finished.</exception>
    /// <exception cref="IOException">The destination cannot be written, for instance because it is full. What was done stays done.</exception>
    public void Run(Manifest manifest, Action<ManifestItem>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (!manifest.IsPlanned) throw new OrganiseException("The plan was not finished when it was stopped; nothing was done. Undo it, and organise anew.");
        if (manifest.Items.Any(i => i.State is TransferState.Restoring or TransferState.Undone)) throw new OrganiseException("This was undone, and cannot be resumed; organise anew.");
        foreach (var item in manifest.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            if (item.State is TransferState.Done or TransferState.Failed) continue;
            if (item.State == TransferState.Begun) TakeUp(manifest, item);
            if (item.State != TransferState.Done) Carry(manifest, item, cancellation);
            progress?.Invoke(item);
        }

        if (!manifest.IsFinished) manifest.Write(new ManifestLine(ManifestEvent.Finished));
    }

    /// <summary>What a crash left of a file: either it is whole in its new place, or it is taken away from there.</summary>
    private void TakeUp(Manifest manifest, ManifestItem item)
    {
        if (!FileContent.IsOccupied(item.Target)) return;
        if (manifest.Mode == TransferMode.Move && !FileContent.IsOccupied(item.Source))
        {
            Write(manifest, new ManifestLine(ManifestEvent.Done) { Item = item.Number });
            return;
        }

        if (Remains.AreOf(item, manifest.Mode)) File.Delete(item.Target);
        afterStep();
    }

    private void Carry(Manifest manifest, ManifestItem item, CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(item.Source)) throw new SourceException("The file has gone.");
            foreach (string folder in Manifest.MissingFolders(Path.GetDirectoryName(item.Target)!).ToArray())
            {
                Write(manifest, new ManifestLine(ManifestEvent.Folder) { To = folder });
                Directory.CreateDirectory(folder);
                afterStep();
            }

            string planned = item.Target;
            for (int number = 2; !TryPlace(manifest, item, cancellation); number++)
                item.Target = Path.Join(Path.GetDirectoryName(planned), SafeName.Of(Path.GetFileName(planned), number));
        }
        catch (SourceException e)
        {
            Write(manifest, new ManifestLine(ManifestEvent.Failed) { Item = item.Number, Message = e.Message });
        }
    }

    /// <summary>Puts a file in its place; false where something has come to lie there since the plan was made.</summary>
    private bool TryPlace(Manifest manifest, ManifestItem item, CancellationToken cancellation)
    {
        if (FileContent.IsOccupied(item.Target)) return false;
        Write(manifest, new ManifestLine(ManifestEvent.Begin) { Item = item.Number, To = item.Target });
        bool placed = manifest.Mode switch
        {
            TransferMode.Copy => TryCopy(item, isDurable: false, cancellation),
            TransferMode.HardLink => TryHardLink(item),
            TransferMode.SymbolicLink => TryLinkTo(item),
            _ => TryMove(manifest, item, cancellation),
        };
        if (placed) Write(manifest, new ManifestLine(ManifestEvent.Done) { Item = item.Number, Hash = item.Hash });
        return placed;
    }

    private bool TryCopy(ManifestItem item, bool isDurable, CancellationToken cancellation)
    {
        item.Hash = FileContent.Copy(item.Source, item.Target, isDurable, cancellation);
        afterStep();
        return item.Hash is not null;
    }

    private bool TryHardLink(ManifestItem item)
    {
        string file = File.ResolveLinkTarget(item.Source, returnFinalTarget: true)?.FullName ?? item.Source;
        var outcome = link(file, item.Target);
        afterStep();
        return outcome == LinkOutcome.Impossible
            ? throw new OrganiseException($"There can be no hard link from {item.Target} to {file}: both must lie on one file system that has them. Copy instead.")
            : outcome == LinkOutcome.Created;
    }

    private bool TryLinkTo(ManifestItem item)
    {
        try
        {
            File.CreateSymbolicLink(item.Target, item.Source);
            afterStep();
            return true;
        }
        catch (IOException) when (FileContent.IsOccupied(item.Target))
        {
            return false;
        }
    }

    private bool TryMove(Manifest manifest, ManifestItem item, CancellationToken cancellation)
    {
        if (new FileInfo(item.Source).LinkTarget is not null) throw new SourceException("It is a link; links are not moved.");
        var outcome = link(item.Source, item.Target);
        afterStep();
        if (outcome == LinkOutcome.Exists) return false;
        if (outcome == LinkOutcome.Impossible && !TryCopyToMove(manifest, item, cancellation)) return false;
        try
        {
            File.Delete(item.Source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(item.Target);
            throw new SourceException(e.Message, e);
        }

        afterStep();
        return true;
    }

    /// <summary>Copies to another file system and reads the copy back: only then may the original go.</summary>
    private bool TryCopyToMove(Manifest manifest, ManifestItem item, CancellationToken cancellation)
    {
        var before = new FileInfo(item.Source);
        var (length, changed) = (before.Length, before.LastWriteTimeUtc);
        if (!TryCopy(item, isDurable: true, cancellation)) return false;
        var after = new FileInfo(item.Source);
        bool isWhole = ContentHash.OfFile(item.Target) == item.Hash;
        if (!isWhole || after.Length != length || after.LastWriteTimeUtc != changed)
        {
            File.Delete(item.Target);
            throw isWhole
                ? new SourceException("It was being written to.")
                : new IOException($"{item.Target}: the copy differs from the original, which stays where it is.");
        }

        Write(manifest, new ManifestLine(ManifestEvent.Copied) { Item = item.Number, Hash = item.Hash });
        return true;
    }

    private void Write(Manifest manifest, ManifestLine line)
    {
        manifest.Write(line);
        afterStep();
    }
}
