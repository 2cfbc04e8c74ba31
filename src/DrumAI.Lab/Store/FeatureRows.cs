using System.Numerics.Tensors;

namespace DrumAI.Lab.Store;

/// <summary>What makes rows for classifiers out of stored features: moments over time, and one scale for all columns.</summary>
internal static class FeatureRows
{
    /// <summary>Below it a column tells nothing.</summary>
    private const double LeastDeviation = 1e-9;

    /// <summary>Adds mean and deviation over time of each band.</summary>
    /// <param name="row">Receives two numbers a band.</param>
    /// <param name="values">The bands, one after the other.</param>
    /// <param name="frames">Frames of a band.</param>
    public static void AddMoments(List<float> row, ReadOnlySpan<float> values, int frames)
    {
        for (; values.Length >= frames; values = values[frames..])
        {
            var band = values[..frames];
            float mean = TensorPrimitives.Sum(band) / frames;
            row.Add(mean);
            row.Add(MathF.Sqrt(Math.Max(0, (TensorPrimitives.SumOfSquares(band) / frames) - (mean * mean))));
        }
    }

    /// <summary>Brings every column to mean 0 and deviation 1 over some rows; what has no answer becomes 0, what is far out is cut.</summary>
    /// <param name="rows">All rows; they stay as they are.</param>
    /// <param name="over">Indices of the rows that mean and deviation are taken over.</param>
    /// <param name="limit">Deviations beyond which a number is cut.</param>
    public static float[][] Standardised(float[][] rows, IReadOnlyList<int> over, float limit)
    {
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
                result[i][c] = float.IsFinite(rows[i][c]) && deviation > LeastDeviation ? Math.Clamp((float)((rows[i][c] - mean) / deviation), -limit, limit) : 0;
        }

        return result;
    }
}
