using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DrumAI.Data;

/// <summary>
/// How a database is reached: a connection string with <c>Host=</c> for PostgreSQL, with <c>Data Source=</c> for SQLite; or <c>@FILE</c>, a file that
/// holds such a string, so that a password need not stand on a command line.
/// </summary>
public static class DatabaseAddress
{
    /// <summary>Reads the file, if one is named, and completes the string.</summary>
    /// <exception cref="ArgumentException">It makes no sense.</exception>
    /// <exception cref="DatabaseException">The file cannot be read.</exception>
    public static string Resolve(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (connectionString[0] == '@') connectionString = ReadFile(connectionString[1..]);
        if (KindOfResolved(connectionString) == DatabaseKind.Postgres) return new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        var file = new SqliteConnectionStringBuilder(connectionString);
        if (file.DefaultTimeout < 60) file.DefaultTimeout = 60;
        return file.ConnectionString;
    }

    /// <summary>Which database it means.</summary>
    /// <exception cref="ArgumentException">It makes no sense.</exception>
    /// <exception cref="DatabaseException">The file cannot be read.</exception>
    public static DatabaseKind KindOf(string connectionString) => KindOfResolved(Resolve(connectionString));

    private static DatabaseKind KindOfResolved(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (parts.ContainsKey("Host")) return DatabaseKind.Postgres;
        if (parts.ContainsKey("Data Source")) return DatabaseKind.Sqlite;
        throw new ArgumentException("A connection string has Host= for PostgreSQL, or Data Source= for SQLite.", nameof(connectionString));
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The file of the connection string cannot be read: {e.Message}", e);
        }
    }
}
