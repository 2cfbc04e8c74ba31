namespace DrumAI.Data.Backups;

/// <summary>A database that was restored.</summary>
/// <param name="Tables">Its tables.</param>
/// <param name="Kept">Where the database of before was put: a file, or the name of a database; null where there was none.</param>
/// <param name="IsCompared">Whether the tables were compared with the backup's manifest.</param>
public sealed record RestoredDatabase(IReadOnlyDictionary<string, TableDigest> Tables, string? Kept, bool IsCompared)
{
    /// <summary>Rows of all tables.</summary>
    public long Rows => Tables.Values.Sum(t => t.Rows);
}
