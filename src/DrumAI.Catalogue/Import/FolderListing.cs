using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Queries;
using DrumAI.Files;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>
/// The first stage of an import: walks one folder of the library and writes down what is new, changed or gone. Nothing is read but names, sizes and
/// times, so that the sounds can be found and played within seconds.
/// </summary>
internal sealed class FolderListing : IDisposable
{
    private const int BatchSize = 500;

    private readonly SqliteConnection connection;
    private readonly Statement addSample;
    private readonly Statement addFile;
    private readonly Statement addError;
    private readonly Statement renew;
    private readonly Statement setMissing;
    private readonly Statement forget;
    private readonly List<Action> batch = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly long now;

    public FolderListing(SampleCatalogue catalogue, TimeProvider time)
    {
        connection = catalogue.OpenConnection();
        now = time.GetUtcNow().ToUnixTimeMilliseconds();
        addSample = new Statement(
            connection,
            "INSERT INTO Samples (Stage, Path, Name, IsPresent, AddedAt, IsFavourite, MeasureVersion) VALUES (0, $1, $2, 1, $3, 0, 0) RETURNING Id",
            3);
        addFile = new Statement(
            connection,
            """
            INSERT INTO Files (FolderId, Path, Name, NameWords, FolderWords, Size, ModifiedTicks, IsMissing, SampleId)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)
            """,
            8);
        addError = new Statement(
            connection,
            """
            INSERT INTO Files (FolderId, Path, Name, NameWords, FolderWords, Size, ModifiedTicks, IsMissing, ErrorCode, ErrorMessage)
            VALUES ($1, $2, $3, '', '', 0, 0, 0, $4, $5) ON CONFLICT (Path) DO UPDATE SET ErrorCode = $4, ErrorMessage = $5
            """,
            5);
        renew = new Statement(
            connection,
            "UPDATE Files SET Size = $2, ModifiedTicks = $3, IsMissing = 0, SampleId = $4, ErrorCode = NULL, ErrorMessage = NULL WHERE Id = $1",
            4);
        setMissing = new Statement(connection, "UPDATE Files SET IsMissing = $2 WHERE Id = $1", 2);
        forget = new Statement(connection, "DELETE FROM Files WHERE Id = $1", 1);
    }

    public long New { get; private set; }

    public long Changed { get; private set; }

    public long Missing { get; private set; }

    public long Unchanged { get; private set; }

    /// <summary>Walks a folder, or some places in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="places">What may have changed in it; null for all.</param>
    /// <param name="step">Called for each file that is found to be sound.</param>
    /// <param name="cancellation">Stops between two files; what was found until then is kept.</param>
    /// <returns>False where the folder is offline.</returns>
    public bool Run(LibraryFolder folder, IReadOnlyCollection<string>? places, Action step, CancellationToken cancellation)
    {
        if (!IsThere(folder))
        {
            SetOffline(folder.Id, isOffline: true);
            return false;
        }

        SetOffline(folder.Id, isOffline: false);
        var (files, known) = (places is null ? null : Part(folder, places)) ?? (SoundWalk.Of([folder.Path]), ReadKnown(folder.Id, folder.Path));
        var unreadable = new List<string>();
        seen.Clear();
        try
        {
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (file.Error is not null) unreadable.Add(file.Path + Path.DirectorySeparatorChar);
                // Two names that are no text may read the same.
                if (!seen.Add(file.Path) || !See(folder, file, known)) continue;
                step();
            }
        }
        finally
        {
            Commit();
        }

        MarkMissing(known.Where(f => !unreadable.Exists(u => f.Key.StartsWith(u, StringComparison.Ordinal))).Select(f => f.Value));
        using var done = new Statement(connection, "UPDATE Folders SET ListedAt = $2 WHERE Id = $1", 2);
        done.Execute(folder.Id, now);
        return true;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { addSample, addFile, addError, renew, setMissing, forget }) statement.Dispose();
        connection.Dispose();
    }

    /// <summary>What lies at some places of a folder, and what was known of them; null where only a walk through the whole can tell.</summary>
    private (IEnumerable<WalkedFile> Files, Dictionary<string, KnownFile> Known)? Part(LibraryFolder folder, IReadOnlyCollection<string> places)
    {
        var files = new List<WalkedFile>();
        var known = new Dictionary<string, KnownFile>(StringComparer.Ordinal);
        string? outer = null;
        foreach (string place in places.Select(p => Path.TrimEndingDirectorySeparator(p)).Distinct().OrderBy(p => p + Path.DirectorySeparatorChar, StringComparer.Ordinal))
        {
            if (outer is not null && RealPath.Contains(outer, place)) continue;
            outer = place;
            if (place == folder.Path || !RealPath.Contains(folder.Path, place) || SoundWalk.Within(place) is not { } found) return null;
            files.AddRange(found);
            foreach (var (path, file) in ReadKnown(folder.Id, place)) known.Add(path, file);
        }

        return (files, known);
    }

    /// <summary>An empty folder that had files is where a drive would be mounted.</summary>
    private bool IsThere(LibraryFolder folder)
    {
        try
        {
            return Directory.Exists(folder.Path) && (Directory.EnumerateFileSystemEntries(folder.Path).Any() || !HasFiles(folder.Id));
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool See(LibraryFolder folder, WalkedFile file, Dictionary<string, KnownFile> known)
    {
        if (file.Error is { } error)
        {
            known.Remove(file.Path);
            var reason = FileError.From(error);
            Enqueue(() => addError.Execute(folder.Id, file.Path, Path.GetFileName(file.Path), reason.Code, reason.Message));
            return true;
        }

        if (known.Remove(file.Path, out var before))
        {
            Compare(before, file.Path);
            return true;
        }

        if (!file.IsWanted()) return false;
        var (size, modified) = FileStamp.Of(file.Path);
        New++;
        Enqueue(() => Add(folder, file.Path, size, modified));
        return true;
    }

    private void Compare(KnownFile before, string path)
    {
        var stamp = FileStamp.Of(path);
        if (before.Stamp == stamp && !before.IsToRetry)
        {
            Unchanged++;
            if (before.IsMissing) Enqueue(() => setMissing.Execute(before.Id, 0));
            return;
        }

        if (before.Stamp == stamp) Unchanged++;
        else Changed++;
        Enqueue(() => renew.Execute(before.Id, stamp.Size, stamp.ModifiedTicks, AddSample(path)));
    }

    private void Add(LibraryFolder folder, string path, long size, long modified)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        string parent = Path.GetDirectoryName(path)!;
        string below = Path.GetFileName(folder.Path) + Path.DirectorySeparatorChar + Path.GetRelativePath(folder.Path, parent);
        addFile.Execute(folder.Id, path, name, Words.Of(name), Words.Of(below), size, modified, AddSample(path));
    }

    /// <summary>A sound whose content is not known yet.</summary>
    private long AddSample(string path) => (long)addSample.Scalar(path, Path.GetFileNameWithoutExtension(path), now)!;

    private void MarkMissing(IEnumerable<KnownFile> gone)
    {
        foreach (var file in gone)
        {
            // Nothing is lost with a file that could not be read.
            if (file.HasSample)
            {
                if (file.IsMissing) continue;
                Missing++;
                Enqueue(() => setMissing.Execute(file.Id, 1));
            }
            else
            {
                Enqueue(() => forget.Execute(file.Id));
            }
        }

        Commit();
    }

    private void Enqueue(Action change)
    {
        batch.Add(change);
        if (batch.Count >= BatchSize) Commit();
    }

    private void Commit()
    {
        if (batch.Count == 0) return;
        WriteTransaction.Run(connection, () =>
        {
            foreach (var change in batch) change();
        });
        batch.Clear();
    }

    private void SetOffline(long folderId, bool isOffline)
    {
        using var statement = new Statement(connection, "UPDATE Folders SET IsOffline = $2 WHERE Id = $1 AND IsOffline <> $2", 2);
        statement.Execute(folderId, isOffline ? 1 : 0);
    }

    private bool HasFiles(long folderId)
    {
        using var statement = new Statement(connection, "SELECT 1 FROM Files WHERE FolderId = $1 LIMIT 1", 1);
        return statement.Scalar(folderId) is not null;
    }

    /// <summary>The files of a folder that lie at a place or below it.</summary>
    private Dictionary<string, KnownFile> ReadKnown(long folderId, string place)
    {
        using var statement = new Statement(
            connection,
            """
            SELECT Path, Id, Size, ModifiedTicks, IsMissing, SampleId IS NOT NULL, ErrorCode FROM Files
            WHERE FolderId = $1 AND (Path = $2 OR (Path >= $3 AND Path < $4))
            """,
            4);
        var (first, end) = SampleQuery.BoundsOf(place);
        using var reader = statement.Read(folderId, place, first, end);
        var known = new Dictionary<string, KnownFile>(StringComparer.Ordinal);
        while (reader.Read())
        {
            known.Add(
                reader.GetString(0),
                new KnownFile(
                    reader.GetInt64(1),
                    new FileStamp(reader.GetInt64(2), reader.GetInt64(3)),
                    reader.GetBoolean(4),
                    reader.GetBoolean(5),
                    IsToRetry: !reader.IsDBNull(6) && FileFault.LiesOutside(reader.GetString(6))));
        }

        return known;
    }

    private readonly record struct KnownFile(long Id, FileStamp Stamp, bool IsMissing, bool HasSample, bool IsToRetry);
}
