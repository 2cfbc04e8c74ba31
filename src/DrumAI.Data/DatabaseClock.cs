using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data;

/// <summary>The database's own clock: one for all who work on it, however theirs are set.</summary>
public static class DatabaseClock
{
    /// <summary>Reads it, to the millisecond.</summary>
    public static async Task<DateTimeOffset> NowAsync(DrumDataContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var query = context is PostgresDataContext
            ? context.Database.SqlQuery<long>($"""SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint AS "Value" """)
            : context.Database.SqlQuery<long>($"""SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) AS "Value" """);
        return DateTimeOffset.FromUnixTimeMilliseconds(await query.SingleAsync(cancellation));
    }
}
