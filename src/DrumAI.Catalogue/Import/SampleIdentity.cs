using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>
/// Gives a file whose content has just been hashed its sound. Until then a listed file has a sound of its own, without a content; it may turn out to
/// be a copy of another sound, which then gets the file, and whatever the musician had said of the first.
/// </summary>
internal sealed class SampleIdentity : IDisposable
{
    private readonly Statement isCurrent;
    private readonly Statement find;
    private readonly Statement hashOf;
    private readonly Statement setHash;
    private readonly Statement insert;
    private readonly Statement point;
    private readonly Statement[] merge;

    public SampleIdentity(SqliteConnection connection)
    {
        isCurrent = new Statement(connection, "SELECT 1 FROM Files WHERE Id = $1 AND SampleId = $2", 2);
        find = new Statement(connection, "SELECT Id FROM Samples WHERE ContentHash = $1", 1);
        hashOf = new Statement(connection, "SELECT ContentHash FROM Samples WHERE Id = $1", 1);
        setHash = new Statement(connection, "UPDATE Samples SET ContentHash = $2 WHERE Id = $1", 2);
        insert = new Statement(
            connection,
            """
            INSERT INTO Samples (ContentHash, Stage, Path, Name, IsPresent, AddedAt, IsFavourite, MeasureVersion)
            SELECT $2, 0, Path, Name, 1, AddedAt, 0, 0 FROM Samples WHERE Id = $1 RETURNING Id
            """,
            2);
        point = new Statement(connection, "UPDATE Files SET SampleId = $2, Size = $3, ModifiedTicks = $4 WHERE Id = $1", 4);
        merge =
        [
            new Statement(
                connection,
                """
                UPDATE Samples SET (LabelClass, LabelSubclass) = (SELECT LabelClass, LabelSubclass FROM Samples WHERE Id = $1)
                WHERE Id = $2 AND LabelClass IS NULL
                """,
                2),
            new Statement(connection, "UPDATE Samples SET IsFavourite = 1 WHERE Id = $2 AND EXISTS (SELECT 1 FROM Samples WHERE Id = $1 AND IsFavourite)", 2),
            new Statement(connection, "INSERT OR IGNORE INTO SampleTags (SampleId, TagId) SELECT $2, TagId FROM SampleTags WHERE SampleId = $1", 2),
            new Statement(connection, "UPDATE EditItems SET SampleId = $2 WHERE SampleId = $1", 2),
            new Statement(connection, "DELETE FROM Samples WHERE Id = $1 AND $2 IS NOT NULL", 2),
        ];
    }

    /// <summary>Whether a file is still known as it was when its reading began: somebody else may have listed it anew, or forgotten it.</summary>
    public bool IsCurrent(PendingFile file) => isCurrent.Scalar(file.FileId, file.SampleId) is not null;

    /// <summary>Gives a current file the sound of its content; within a transaction.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stamp">Its size and time just before it was read.</param>
    /// <param name="hash">Its content's hash.</param>
    /// <returns>The sound.</returns>
    public long Settle(PendingFile file, FileStamp stamp, byte[] hash)
    {
        var sampleHash = (byte[]?)hashOf.Scalar(file.SampleId);
        long sample = (long?)find.Scalar(hash) ?? NewContent(file, sampleHash, hash);
        point.Execute(file.FileId, sample, stamp.Size, stamp.ModifiedTicks);
        if (sample != file.SampleId && sampleHash is null)
            foreach (var step in merge) step.Execute(file.SampleId, sample);
        return sample;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { isCurrent, find, hashOf, setHash, insert, point }) statement.Dispose();
        foreach (var statement in merge) statement.Dispose();
    }

    /// <summary>The sound for a content that is not in the catalogue: the file's own, unless that has another content already.</summary>
    private long NewContent(PendingFile file, byte[]? sampleHash, byte[] hash)
    {
        if (sampleHash is not null) return (long)insert.Scalar(file.SampleId, hash)!;
        setHash.Execute(file.SampleId, hash);
        return file.SampleId;
    }
}
