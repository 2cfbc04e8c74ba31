using DrumAI.Data;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Storage;

/// <summary>Reads how much the database holds.</summary>
internal sealed class StorageReader(DrumDatabase database)
{
    /// <summary>Bytes in all, and each table, the largest first.</summary>
    public Task<(long Bytes, IReadOnlyList<TableSize> Tables)> ReadAsync(CancellationToken cancellation) =>
        database.RunAsync(context => database.Kind == DatabaseKind.Postgres ? ReadPostgresAsync(context, cancellation) : ReadSqliteAsync(context, cancellation));

    private static async Task<(long Bytes, IReadOnlyList<TableSize> Tables)> ReadPostgresAsync(DrumDataContext context, CancellationToken cancellation)
    {
        long bytes = await context.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellation);
        var tables = await context.Database.SqlQuery<TableSize>(
            $"""
            SELECT relname AS "Name", n_live_tup AS "Rows", pg_total_relation_size(relid) AS "Bytes"
            FROM pg_stat_user_tables WHERE schemaname = current_schema()
            """).ToListAsync(cancellation);
        return (bytes, [.. tables.OrderByDescending(t => t.Bytes).ThenBy(t => t.Name, StringComparer.Ordinal)]);
    }

    private static async Task<(long Bytes, IReadOnlyList<TableSize> Tables)> ReadSqliteAsync(DrumDataContext context, CancellationToken cancellation)
    {
        long bytes = await context.Database.SqlQuery<long>($"SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()").SingleAsync(cancellation);
        var names = await context.Database.SqlQuery<string>(
            $"""SELECT name AS "Value" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'""").ToListAsync(cancellation);
        var tables = new List<TableSize>();
        foreach (string name in names)
        {
            // Names come from the database's own schema; a name cannot be a parameter.
            string counting = $"SELECT COUNT(*) AS \"Value\" FROM \"{name}\"";
            tables.Add(new TableSize(name, await context.Database.SqlQueryRaw<long>(counting).SingleAsync(cancellation), null));
        }

        return (bytes, [.. tables.OrderByDescending(t => t.Rows).ThenBy(t => t.Name, StringComparer.Ordinal)]);
    }
}
