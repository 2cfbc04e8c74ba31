using Microsoft.Data.Sqlite;

namespace DrumAI.Data;

/// <summary>
/// Locks beside a database in a file: shared by all programs that have it open, alone for the one that puts another file in its place. The system lets
/// go of a lock when its process ends, however it ends.
/// </summary>
internal static class SqliteUse
{
    private const string Suffix = ".inuse";

    /// <summary>The file; null where the database lies in memory.</summary>
    public static string? FileOf(string connectionString)
    {
        string path = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return path.Length == 0 || path == ":memory:" || path.StartsWith("file:", StringComparison.Ordinal) ? null : Path.GetFullPath(path);
    }

    /// <summary>The database together with others; null where one program has it alone.</summary>
    public static FileStream? TryShare(string path) => Try(path, FileAccess.Read, FileShare.Read);

    /// <summary>The database for oneself; null where any program has it open.</summary>
    public static FileStream? TryOwn(string path) => Try(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>EWOULDBLOCK on Linux and on the BSDs, a sharing violation on Windows.</summary>
    public static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;

    private static FileStream? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path + Suffix, FileMode.OpenOrCreate, access, share, bufferSize: 1);
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }
}
