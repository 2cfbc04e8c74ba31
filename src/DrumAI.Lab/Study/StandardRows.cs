namespace DrumAI.Lab.Study;

/// <summary>A source with every number at mean 0 and deviation 1 over the training sounds as they are; what has no answer becomes 0, what is far out is cut.</summary>
internal sealed class StandardRows
{
    private const float Limit = 5;
    private const double LeastDeviation = 1e-9;

    private readonly FeatureSource source;
    private readonly float[] means, scales;

    /// <param name="source">The numbers.</param>
    /// <param name="training">Indices of the sounds that mean and deviation are taken over.</param>
    public StandardRows(FeatureSource source, IReadOnlyList<int> training)
    {
        this.source = source;
        var row = new float[source.Length];
        double[] sum = new double[row.Length], squares = new double[row.Length];
        var count = new int[row.Length];
        foreach (int sound in training)
        {
            source.Read(sound, 0, row);
            for (int c = 0; c < row.Length; c++)
            {
                if (!float.IsFinite(row[c])) continue;
                sum[c] += row[c];
                squares[c] += (double)row[c] * row[c];
                count[c]++;
            }
        }

        means = [.. sum.Select((s, c) => count[c] == 0 ? 0 : (float)(s / count[c]))];
        scales = [.. squares.Select((s, c) =>
        {
            double mean = count[c] == 0 ? 0 : sum[c] / count[c], deviation = count[c] == 0 ? 0 : Math.Sqrt(Math.Max(0, (s / count[c]) - (mean * mean)));
            return deviation > LeastDeviation ? (float)(1 / deviation) : 0;
        })];
    }

    /// <summary>Numbers of a row.</summary>
    public int Length => source.Length;

    /// <summary>Variants of a sound.</summary>
    public int Variants => source.Variants;

    /// <summary>Reads a row.</summary>
    public void Read(int sound, int variant, Span<float> into)
    {
        source.Read(sound, variant, into);
        for (int c = 0; c < into.Length; c++)
            into[c] = float.IsFinite(into[c]) ? Math.Clamp((into[c] - means[c]) * scales[c], -Limit, Limit) : 0;
    }

    /// <summary>Reads rows of one variant.</summary>
    public float[][] Read(IReadOnlyList<int> sounds, int variant) => [.. sounds.Select(sound =>
    {
        var row = new float[Length];
        Read(sound, variant, row);
        return row;
    })];
}
