using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue;

/// <summary>Several questions, all of which see the same state of the catalogue.</summary>
internal static class ReadTransaction
{
    public static T Run<T>(SqliteConnection connection, Func<T> questions)
    {
        Execute(connection, "BEGIN");
        try
        {
            return questions();
        }
        finally
        {
            Execute(connection, "COMMIT");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
