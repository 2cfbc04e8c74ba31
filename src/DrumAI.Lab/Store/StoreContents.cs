using DrumAI.Data;
using DrumAI.Features;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Lab.Store;

/// <summary>What the store already holds of each sound, by the hash of its bytes; kept up to date while a fill goes on. Any number of threads may ask.</summary>
internal sealed class StoreContents
{
    private const FeatureSet Spectra = FeatureSet.Mfcc | FeatureSet.LogMel;

    private readonly FeatureSet wanted;
    private readonly IReadOnlyList<StoreEmbedder> embedders;
    private readonly Dictionary<string, Entry> byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Entry> byId = [];
    private readonly Lock gate = new();

    private StoreContents(FeatureSet wanted, IReadOnlyList<StoreEmbedder> embedders) => (this.wanted, this.embedders) = (wanted, embedders);

    /// <summary>Features that are kept in the table of spectra.</summary>
    public static FeatureSet KeptAsSpectra => Spectra;

    /// <summary>Reads it.</summary>
    /// <param name="database">The store.</param>
    /// <param name="wanted">Features that a sound should have.</param>
    /// <param name="embedders">Embedders whose vectors it should have.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<StoreContents> ReadAsync(DrumDatabase database, FeatureSet wanted, IReadOnlyList<StoreEmbedder> embedders, CancellationToken cancellation)
    {
        var contents = new StoreContents(wanted, embedders);
        await using var context = database.CreateContext();
        await foreach (var sample in context.Samples.Where(s => s.ContentHash != null).Select(s => new { s.Id, s.ContentHash }).AsAsyncEnumerable().WithCancellation(cancellation))
            contents.byHash[Convert.ToHexStringLower(sample.ContentHash!)] = contents.byId[sample.Id] = new Entry(sample.Id, new bool[embedders.Count]);
        await foreach (var row in context.Features.Where(f => f.FrontEnd == FrontEnd.Version).Select(f => new { f.SampleId, f.Computed }).AsAsyncEnumerable().WithCancellation(cancellation))
            if (contents.byId.TryGetValue(row.SampleId, out var entry)) entry.Computed |= row.Computed & ~Spectra;
        await foreach (var row in context.Spectra.Where(f => f.FrontEnd == FrontEnd.Version).Select(f => new { f.SampleId, f.Computed }).AsAsyncEnumerable().WithCancellation(cancellation))
            if (contents.byId.TryGetValue(row.SampleId, out var entry)) entry.Computed |= row.Computed & Spectra;
        for (int e = 0; e < embedders.Count; e++)
        {
            string model = embedders[e].Model;
            await foreach (long id in context.Embeddings.Where(v => v.Model == model).Select(v => v.SampleId).AsAsyncEnumerable().WithCancellation(cancellation))
                if (contents.byId.TryGetValue(id, out var entry)) entry.Embedded[e] = true;
        }

        return contents;
    }

    /// <summary>What is missing of a sound known by its number in the database.</summary>
    public MissingWork MissingOf(long sampleId)
    {
        lock (gate) return Missing(byId.GetValueOrDefault(sampleId));
    }

    /// <summary>What is missing of a sound known by its content.</summary>
    public MissingWork MissingOf(string contentHash)
    {
        lock (gate) return Missing(byHash.GetValueOrDefault(contentHash));
    }

    /// <summary>The number of a sound; null where the store does not know it.</summary>
    public long? IdOf(string contentHash)
    {
        lock (gate) return byHash.TryGetValue(contentHash, out var entry) ? entry.Id : null;
    }

    /// <summary>Notes what was written.</summary>
    public void Note(string contentHash, long sampleId, MissingWork done)
    {
        lock (gate)
        {
            if (!byHash.TryGetValue(contentHash, out var entry)) byHash[contentHash] = byId[sampleId] = entry = new Entry(sampleId, new bool[embedders.Count]);
            entry.Computed |= done.Features;
            foreach (int e in done.Embedders) entry.Embedded[e] = true;
        }
    }

    private MissingWork Missing(Entry? entry) => new(
        wanted & ~(entry?.Computed ?? FeatureSet.None), [.. Enumerable.Range(0, embedders.Count).Where(e => entry is null || !entry.Embedded[e])]);

    private sealed class Entry(long id, bool[] embedded)
    {
        public long Id { get; } = id;

        public bool[] Embedded { get; } = embedded;

        public FeatureSet Computed { get; set; }
    }
}
