using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue;

/// <summary>All of some changes, or none.</summary>
internal static class WriteTransaction
{
    /// <summary>Runs changes as one. Waits first until no other program writes.</summary>
    public static void Run(SqliteConnection connection, Action changes) => Run(connection, () =>
    {
        changes();
        return true;
    });

    /// <summary>Runs changes as one, and keeps them where they say so.</summary>
    public static void Run(SqliteConnection connection, Func<bool> changes)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            Execute(connection, changes() ? "COMMIT" : "ROLLBACK");
        }
        catch
        {
            // An error such as a full disk may have undone it already.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Execute(connection, "ROLLBACK");
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
