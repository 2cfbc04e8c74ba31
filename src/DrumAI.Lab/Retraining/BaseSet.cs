using DrumAI.Data;
using DrumAI.Identity;
using DrumAI.Lab.Store;
using DrumAI.Training.Heads;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Lab.Retraining;

/// <summary>The operator's own labelled sounds: those to learn from, and the frozen ones by which every model is judged.</summary>
/// <param name="Learning">Sounds to learn from.</param>
/// <param name="Frozen">Sounds that nobody ever learns from.</param>
/// <param name="Fingerprints">Fingerprint of each sound that has one, by its name.</param>
/// <param name="Scores">Timbre scores of the sounds to learn from, by feature; NaN where a sound has none.</param>
internal sealed record BaseSet(
    IReadOnlyList<EmbeddedSound> Learning, IReadOnlyList<EmbeddedSound> Frozen, IReadOnlyDictionary<string, Fingerprint> Fingerprints, IReadOnlyDictionary<string, List<double>> Scores)
{
    /// <summary>The scores that a service gets with corrections too, so that drift can be told.</summary>
    private static readonly StoreColumn[] ScoreColumns = [.. StoreColumn.All.Where(c => c.IsScalar && c.Name != "reverb")];

    /// <summary>Reads it out of a feature store.</summary>
    /// <param name="store">The store, as <c>drumai-lab features</c> fills it.</param>
    /// <param name="split">Which sound is on which side.</param>
    /// <param name="embedding">Which embedding.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="InvalidDataException">The store lacks what is needed; the message says what to do.</exception>
    public static async Task<BaseSet> LoadAsync(DrumDatabase store, FrozenSplit split, string embedding, CancellationToken cancellation)
    {
        string[] sets;
        await using (var context = store.CreateContext()) sets = await context.DataSets.OrderBy(s => s.Name).Select(s => s.Name).ToArrayAsync(cancellation);
        if (sets.Length == 0) throw new InvalidDataException("The store is empty; fill it with drumai-lab features.");
        var learning = new List<EmbeddedSound>();
        var frozen = new List<EmbeddedSound>();
        var fingerprints = new Dictionary<string, Fingerprint>(StringComparer.Ordinal);
        var scores = ScoreColumns.ToDictionary(c => c.Name, _ => new List<double>(), StringComparer.Ordinal);
        foreach (string set in sets)
        {
            var arrays = await FeatureReader.LoadAsync(store, set, ScoreColumns, [embedding], cancellation);
            for (int i = 0; i < arrays.Count; i++)
            {
                string path = arrays.Paths[i];
                if (arrays.Classes[i] < 0 || split.Find(path) is not { } side) continue;
                float[] vector = arrays.Row(embedding, i).ToArray();
                if (!vector.All(float.IsFinite)) continue;
                var row = new EmbeddedSound($"{set}/{path}", side.Group, vector, arrays.Classes[i], arrays.Subclasses[i]);
                (side.IsFrozen ? frozen : learning).Add(row);
                if (!side.IsFrozen)
                    foreach (var column in ScoreColumns) scores[column.Name].Add(arrays.Row(column.Name, i)[0]);
                if (arrays.Fingerprints[i] is { } bits) fingerprints[row.Name] = Fingerprint.FromBytes(bits);
            }
        }

        if (learning.Count == 0 || frozen.Count == 0)
            throw new InvalidDataException($"Of the store's sounds {learning.Count} are to be learnt from and {frozen.Count} are frozen, by {split.Path}: it takes some of both, labelled and with the embedding {embedding}.");
        return new BaseSet(learning, frozen, fingerprints, scores);
    }
}
