using System.Numerics.Tensors;
using DrumAI.Lab.Store;

namespace DrumAI.Lab.Audit;

/// <summary>
/// What the audit's classifiers see of a sound: an embedding of a network that never saw the labels, and the mean and spread over time of the descriptors. All from the
/// store; the shipped model's own embedding is not among it, since it was trained on the very labels in question.
/// </summary>
internal sealed class AuditFeatures
{
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
            foreach (string name in OverTime) AddMoments(numbers, arrays.Row(name, i), arrays.Columns[name].Shape);
            rows[i] = [.. numbers];
        }

        Standardise(rows);
        Standardise(embeddings);
        foreach (var row in embeddings) TensorPrimitives.Divide(row, Math.Max(1e-6f, TensorPrimitives.Norm<float>(row)), row);
        return new AuditFeatures(rows, embeddings);
    }

    private static void AddMoments(List<float> numbers, ReadOnlySpan<float> values, IReadOnlyList<int> shape)
    {
        int frames = shape[^1];
        for (int band = 0; band < values.Length / frames; band++)
        {
            var row = values.Slice(band * frames, frames);
            float mean = TensorPrimitives.Sum(row) / frames;
            numbers.Add(mean);
            numbers.Add(MathF.Sqrt(Math.Max(0, TensorPrimitives.SumOfSquares(row) / frames - mean * mean)));
        }
    }

    private static void Standardise(float[][] rows)
    {
        const float limit = 4;
        for (int c = 0; c < rows[0].Length; c++)
        {
            double sum = 0, squares = 0;
            int count = 0;
            foreach (var row in rows)
            {
                if (float.IsNaN(row[c])) continue;
                sum += row[c];
                squares += (double)row[c] * row[c];
                count++;
            }

            double mean = sum / Math.Max(1, count), deviation = Math.Sqrt(Math.Max(1e-12, squares / Math.Max(1, count) - mean * mean));
            // What has no answer is taken for the mean.
            foreach (var row in rows) row[c] = float.IsNaN(row[c]) ? 0 : Math.Clamp((float)((row[c] - mean) / deviation), -limit, limit);
        }
    }
}
