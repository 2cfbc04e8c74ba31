using System.Numerics.Tensors;
using DrumAI.Lab.Store;

namespace DrumAI.Lab.Audit;

/// <summary>
/// What the audit's classifiers see of a sound: an embedding of a network that never saw the labels, and the mean and spread over time of the descriptors. All from the
/// store; the shipped model's own embedding is not among it, since it was trained on the very labels in question.
/// </summary>
internal sealed class AuditFeatures
{
    /// <summary>Deviations beyond which a number is cut.</summary>
    private const float Limit = 4;

    private static readonly string[] OverTime = ["zcr", "flatness", "contrast", "mfcc"];
    private static readonly string[] Scores = ["hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "boominess"];

    private AuditFeatures(float[][] rows, float[][] embeddings) => (Rows, Embeddings) = (rows, embeddings);

    /// <summary>Columns of the store that are needed.</summary>
    public static IReadOnlyList<StoreColumn> Columns { get; } = [.. StoreColumn.All.Where(c => OverTime.Contains(c.Name) || Scores.Contains(c.Name))];

    /// <summary>A row a sound: everything, each column with mean 0 and deviation 1 over all sounds, cut at 4 deviations.</summary>
    public float[][] Rows { get; }

    /// <summary>The embedding alone, centred and of unit length, for distances.</summary>
    public float[][] Embeddings { get; }

    /// <summary>Makes the rows.</summary>
    /// <param name="arrays">The store's columns <see cref="Columns"/>, and the embeddings.</param>
    /// <param name="models">Names of the embeddings.</param>
    public static AuditFeatures Of(FeatureArrays arrays, IReadOnlyList<string> models)
    {
        var rows = new float[arrays.Count][];
        var embeddings = new float[arrays.Count][];
        for (int i = 0; i < arrays.Count; i++)
        {
            var numbers = new List<float>();
            foreach (string model in models) numbers.AddRange(arrays.Row(model, i));
            embeddings[i] = [.. numbers];
            foreach (string name in Scores) numbers.AddRange(arrays.Row(name, i));
            foreach (string name in OverTime) FeatureRows.AddMoments(numbers, arrays.Row(name, i), arrays.Columns[name].Shape[^1]);
            rows[i] = [.. numbers];
        }

        int[] all = [.. Enumerable.Range(0, rows.Length)];
        rows = FeatureRows.Standardised(rows, all, Limit);
        embeddings = FeatureRows.Standardised(embeddings, all, Limit);
        foreach (var row in embeddings) TensorPrimitives.Divide(row, Math.Max(1e-6f, TensorPrimitives.Norm<float>(row)), row);
        return new AuditFeatures(rows, embeddings);
    }
}
