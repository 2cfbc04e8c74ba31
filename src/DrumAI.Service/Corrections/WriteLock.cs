using DrumAI.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace DrumAI.Service.Corrections;

/// <summary>A transaction that has all other writers of the service wait, on whichever replica: what it reads stays true until it commits.</summary>
internal static class WriteLock
{
    /// <summary>Any number will do, so long as all replicas know the same.</summary>
    private const long Key = 0x4472756D4149;

    public static async Task<IDbContextTransaction> BeginAsync(DrumDataContext context, CancellationToken cancellation)
    {
        // On SQLite a transaction that is not deferred takes the file's only write lock.
        var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (context is PostgresDataContext) await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key})", cancellation);
        return transaction;
    }
}
