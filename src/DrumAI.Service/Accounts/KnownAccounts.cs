using System.Collections.Concurrent;
using DrumAI.Data;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Accounts;

/// <summary>
/// Finds accounts by their tokens, and remembers them for a while. One that another replica erased may thus be let in a little longer, but can do
/// nothing: whatever is written names the account, and the database knows it no more.
/// </summary>
internal sealed class KnownAccounts(DrumDatabase database, TimeProvider time)
{
    private const int Capacity = 100_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public async Task<long?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        string key = Convert.ToHexString(tokenHash);
        long now = time.GetTimestamp();
        if (entries.TryGetValue(key, out var known) && time.GetElapsedTime(known.FoundAt, now) < Lifetime) return known.Id;
        long? id = await database.RunAsync(async context =>
            await context.Users.Where(u => u.TokenHash == tokenHash).Select(u => (long?)u.Id).SingleOrDefaultAsync(cancellation));
        if (id is null)
        {
            entries.TryRemove(key, out _);
            return null;
        }

        if (entries.Count >= Capacity) entries.Clear();
        entries[key] = new Entry(id.Value, now);
        return id;
    }

    /// <summary>Forgets an account at once.</summary>
    public void Forget(long id)
    {
        foreach (var (key, entry) in entries)
            if (entry.Id == id) entries.TryRemove(key, out _);
    }

    private readonly record struct Entry(long Id, long FoundAt);
}
