using DrumAI.Data;
using DrumAI.Identity;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>All fingerprints of the database in memory, so that two copies of a sound meet on one row however they were cut and coded.</summary>
internal sealed class FingerprintTable
{
    private readonly FingerprintBuckets index = new();
    private readonly List<long> sampleIds = [];
    private readonly Lock adding = new();
    private long lastId;

    /// <summary>The sound whose fingerprint is nearest, if it is near enough to be the same.</summary>
    public long? FindNear(Fingerprint fingerprint)
    {
        if (index.FindSame(fingerprint) is not { } match) return null;
        lock (adding) return sampleIds[match.Position];
    }

    /// <summary>Takes in a sound.</summary>
    public void Add(long sampleId, Fingerprint fingerprint)
    {
        lock (adding)
        {
            sampleIds.Add(sampleId);
            index.Add(fingerprint);
            lastId = Math.Max(lastId, sampleId);
        }
    }

    /// <summary>Reads the sounds that others stored since. Whoever stores has the others wait, so ids come in their order.</summary>
    public async Task RefreshAsync(DrumDataContext context, CancellationToken cancellation)
    {
        var newer = context.Samples.Where(s => s.Id > lastId && s.Fingerprint != null).OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.Fingerprint }).AsAsyncEnumerable();
        await foreach (var sample in newer.WithCancellation(cancellation)) Add(sample.Id, Fingerprint.FromBytes(sample.Fingerprint));
    }
}
