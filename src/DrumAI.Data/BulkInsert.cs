using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DrumAI.Data;

/// <summary>
/// Inserts many rows at once, several times as fast as objects do: by one prepared statement on SQLite, by binary COPY on PostgreSQL. Within the
/// context's transaction, if it has one.
/// </summary>
public static class BulkInsert
{
    /// <summary>Inserts rows; none costs nothing.</summary>
    /// <param name="context">Where.</param>
    /// <param name="table">Name of the table: a constant of the program, never anything that was received.</param>
    /// <param name="columns">Names of the columns, likewise.</param>
    /// <param name="rows">A value for each column: integers, floats, bytes, text, booleans or null, of the column's own width.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task WriteAsync(
        DrumDataContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default)
    {
        using var source = rows.GetEnumerator();
        if (!source.MoveNext()) return;
        await context.Database.OpenConnectionAsync(cancellation);
        try
        {
            if (context.Database.GetDbConnection() is NpgsqlConnection postgres) await CopyAsync(postgres, table, columns, source, cancellation);
            else await InsertAsync(context, table, columns, source, cancellation);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Takes numbers that no other row of a table will get.</summary>
    /// <param name="context">Where; on SQLite within a transaction that writes, so that nobody else takes the same.</param>
    /// <param name="table">Name of the table, whose key is <c>Id</c>.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>As many numbers, rising.</returns>
    public static async Task<IReadOnlyList<long>> ReserveIdsAsync(
        DrumDataContext context, string table, int count, CancellationToken cancellation = default)
    {
        if (count == 0) return [];
        if (context is PostgresDataContext)
        {
            string sequence = $"\"{table}\"";
            return await context.Database.SqlQuery<long>(
                $"""SELECT nextval(pg_get_serial_sequence({sequence}, 'Id')) AS "Value" FROM generate_series(1, {count})""").ToListAsync(cancellation);
        }

        // Ids grow beyond the last one ever given, which SQLite remembers for tables with AUTOINCREMENT.
        long last = await context.Database.SqlQuery<long>(
            $"""SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = {table}), 0) AS "Value" """).SingleAsync(cancellation);
        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IEnumerator<object?[]> rows, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {Target(table, columns)} FROM STDIN (FORMAT BINARY)", cancellation);
        do
        {
            await copy.StartRowAsync(cancellation);
            foreach (object? value in rows.Current)
            {
                if (value is null) await copy.WriteNullAsync(cancellation);
                else await copy.WriteAsync(value, cancellation);
            }
        }
        while (rows.MoveNext());

        await copy.CompleteAsync(cancellation);
    }

    private static async Task InsertAsync(
        DrumDataContext context, string table, IReadOnlyList<string> columns, IEnumerator<object?[]> rows, CancellationToken cancellation)
    {
        await using var command = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        string[] names = [.. columns.Select((_, i) => "$" + i.ToString(CultureInfo.InvariantCulture))];
        command.CommandText = $"INSERT INTO {Target(table, columns)} VALUES ({string.Join(", ", names)})";
        foreach (string name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        do
        {
            for (int i = 0; i < rows.Current.Length; i++) command.Parameters[i].Value = rows.Current[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
        while (rows.MoveNext());
    }

    private static string Target(string table, IReadOnlyList<string> columns) => $"\"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))})";
}
