using System.Numerics.Tensors;
using DrumAI.Lab.Store;

namespace DrumAI.Lab.Study;

/// <summary>The rows that recipes learn from, out of the feature store.</summary>
internal static class StudyFeatures
{
    /// <summary>The seven timbral models and reverberation.</summary>
    public const string Timbre = "timbre";

    /// <summary>Mean and deviation over time of librosa's descriptors.</summary>
    public const string Spectral = "spectral";

    private static readonly string[] Scores = ["hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "boominess", "reverb"];
    private static readonly string[] OverTime = ["zcr", "flatness", "contrast8", "mfcc"];

    /// <summary>Columns of the store that some inputs need.</summary>
    public static IReadOnlyList<StoreColumn> ColumnsOf(IReadOnlyList<string> inputs) =>
        [.. StoreColumn.All.Where(c => (inputs.Contains(Timbre) && Scores.Contains(c.Name)) || (inputs.Contains(Spectral) && OverTime.Contains(c.Name)))];

    /// <summary>The embedders among the inputs.</summary>
    public static IReadOnlyList<string> EmbeddersOf(IReadOnlyList<string> inputs) => [.. inputs.Where(i => i is not (Timbre or Spectral))];

    /// <summary>A row a sound: what was asked for, side by side; NaN where a sound has no answer.</summary>
    /// <param name="arrays">The columns, and the embeddings under the names in the store.</param>
    /// <param name="inputs">What to take.</param>
    /// <param name="models">Name in the store of each embedder.</param>
    public static float[][] RowsOf(FeatureArrays arrays, IReadOnlyList<string> inputs, IReadOnlyDictionary<string, string> models) =>
        [.. Enumerable.Range(0, arrays.Count).Select(i =>
        {
            var row = new List<float>();
            foreach (string input in inputs)
            {
                if (input == Timbre) row.AddRange(Scores.Select(s => arrays.Row(s, i)[0]));
                else if (input == Spectral) foreach (string name in OverTime) AddMoments(row, arrays.Row(name, i), arrays.Columns[name].Shape[^1]);
                else row.AddRange(arrays.Row(models[input], i));
            }

            return row.ToArray();
        })];

    /// <summary>Brings every column to mean 0 and deviation 1 over some rows; what has no answer becomes 0, what is far out is cut at 5.</summary>
    /// <param name="rows">All rows; they stay as they are.</param>
    /// <param name="over">Indices of the rows that mean and deviation are taken over.</param>
    public static float[][] Standardised(float[][] rows, IReadOnlyList<int> over)
    {
        const float limit = 5;
        var result = Array.ConvertAll(rows, row => new float[row.Length]);
        for (int c = 0; c < rows[0].Length; c++)
        {
            double sum = 0, squares = 0;
            int count = 0;
            foreach (int i in over)
            {
                float value = rows[i][c];
                if (!float.IsFinite(value)) continue;
                (sum, squares, count) = (sum + value, squares + ((double)value * value), count + 1);
            }

            double mean = count == 0 ? 0 : sum / count, deviation = count == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
            for (int i = 0; i < rows.Length; i++)
                result[i][c] = float.IsFinite(rows[i][c]) && deviation > 1e-9 ? Math.Clamp((float)((rows[i][c] - mean) / deviation), -limit, limit) : 0;
        }

        return result;
    }

    private static void AddMoments(List<float> row, ReadOnlySpan<float> values, int frames)
    {
        for (; values.Length >= frames; values = values[frames..])
        {
            var band = values[..frames];
            float mean = TensorPrimitives.Sum(band) / frames;
            row.Add(mean);
            row.Add(MathF.Sqrt(Math.Max(0, (TensorPrimitives.SumOfSquares(band) / frames) - (mean * mean))));
        }
    }
}
