using DrumAI.Catalogue;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using DrumAI.Search;
using DrumAI.Studio.Models;

namespace DrumAI.Studio.Library;

/// <summary>Compares sounds by what the model heard. The vectors are read when first needed, and again some time after the library has changed.</summary>
internal sealed class SimilarSounds(SampleCatalogue catalogue, SampleList list, ModelInUse model, TimeProvider time) : IDisposable
{
    /// <summary>How old the vectors may be while the library changes all the time.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(10);

    private static readonly SimilarityWeights Weights = new();

    private readonly Lock gate = new();
    private SimilarityIndex? index;
    private SampleColumns? indexed;
    private string? indexedModel;
    private long readAt;

    /// <summary>The sounds most like one, the likest first, itself left out; none where the model has not heard it yet.</summary>
    public IReadOnlyList<ScoredId> Find(long id, int count)
    {
        string heardBy = model.Id;
        if (LibrarySimilarity.Read(catalogue, id, heardBy) is not { } sound) return [];
        lock (gate) return Current(heardBy, sound.Embedding.Length).Nearest(sound, Weights, count, other => other != id);
    }

    /// <inheritdoc/>
    public void Dispose() => index?.Dispose();

    private SimilarityIndex Current(string heardBy, int dimension)
    {
        var columns = list.ReadColumns();
        if (index is not null && indexedModel == heardBy && (ReferenceEquals(columns, indexed) || time.GetElapsedTime(readAt) < RefreshInterval)) return index;
        index?.Dispose();
        index = LibrarySimilarity.Load(catalogue, heardBy, dimension);
        (indexed, indexedModel, readAt) = (columns, heardBy, time.GetTimestamp());
        return index;
    }
}
