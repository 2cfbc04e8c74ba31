using DrumAI.Data;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Audit;

/// <summary>Labelled sounds with what the audit needs of each from the store, in one order.</summary>
/// <param name="Sounds">The sounds.</param>
/// <param name="Features">What classifiers see, by embedder; neighbours are sought by the first.</param>
/// <param name="Fingerprints">Fingerprint of each, or null.</param>
internal sealed record AuditData(IReadOnlyList<LabelledSound> Sounds, IReadOnlyList<(string Model, AuditFeatures Features)> Features, IReadOnlyList<byte[]?> Fingerprints)
{
    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Loads the sounds of a set that the store has.</summary>
    /// <exception cref="InvalidDataException">The store lacks the set or an embedder.</exception>
    public static async Task<AuditData> LoadAsync(DrumDatabase database, string name, LabelledSet set, IReadOnlyList<string> models, CancellationToken cancellation)
    {
        var arrays = await FeatureReader.LoadAsync(database, name, AuditFeatures.Columns, models, cancellation);
        var byPath = set.Sounds.ToDictionary(s => s.Path, StringComparer.Ordinal);
        int[] rows = [.. Enumerable.Range(0, arrays.Count).Where(i => byPath.ContainsKey(arrays.Paths[i]))];
        if (rows.Length == 0) throw new InvalidDataException($"No sound of {set.Folder} is in the store.");
        arrays = arrays.Only(rows);
        return new AuditData([.. arrays.Paths.Select(p => byPath[p])], [.. models.Select(m => (m, AuditFeatures.Of(arrays, [m])))], arrays.Fingerprints);
    }

    /// <summary>Audits some labels of these sounds. Classifiers are fitted by library, one for each embedder; predictions from a file are one judge more.</summary>
    /// <param name="labels">Class of each sound.</param>
    /// <param name="predictions">A predictions file whose networks never heard the sound's library, or null.</param>
    /// <param name="seed">Seed of the classifiers.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">There are no folds, or the predictions leave a sound out.</exception>
    public LabelAudit Audit(IReadOnlyList<int> labels, string? predictions, int seed, CancellationToken cancellation)
    {
        int[] folds = [.. Sounds.Select(s => s.Fold)];
        if (folds.Distinct().Count() < 2) throw new InvalidDataException("The audit goes by library, and there are no folds; drumai-lab split makes folds.csv.");
        var judges = Features.Select(f => new Judge(f.Model, OutOfFold.Predict(f.Features.Rows, labels, folds, Taxonomy.Classes.Count, seed, cancellation))).ToList();
        if (predictions is not null) judges.Add(new Judge("predictions", Read(predictions)));
        return new LabelAudit([.. Sounds.Zip(labels, (s, label) => s with { Class = label })], judges, Features[0].Features.Embeddings, Fingerprints, Taxonomy, cancellation);
    }

    private float[][] Read(string predictions)
    {
        var rows = PredictionFile.Read(predictions, Taxonomy).ToDictionary(r => r.Path, StringComparer.Ordinal);
        return [.. Sounds.Select(s => rows.TryGetValue(s.Path, out var row)
            ? Array.ConvertAll(row.ClassProbabilities(), p => (float)p) : throw new InvalidDataException($"{predictions} says nothing of {s.Path}."))];
    }
}
