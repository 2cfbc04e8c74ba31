namespace DrumAI.Training.Mapping;

/// <summary>
/// The space whose neighbours the map keeps: embedding and timbral measures side by side, each half with the same total variance, so that neither drowns the other.
/// </summary>
public sealed class SoundSpace
{
    private readonly float embeddingScale;
    private readonly double[] means, scales;

    private SoundSpace(float embeddingScale, double[] means, double[] scales) =>
        (this.embeddingScale, this.means, this.scales) = (embeddingScale, means, scales);

    /// <summary>Numbers of a point: those of the embedding and the seven measures.</summary>
    public const int Length = DrumNet.EmbeddingLength + TimbreMeasures.Count;

    /// <summary>Takes the scales from some sounds.</summary>
    /// <param name="embeddings">128 numbers each, of unit length; one sound or more.</param>
    /// <param name="timbres">The seven measures of the same sounds, NaN where a measure has no answer.</param>
    public static SoundSpace Fit(IReadOnlyList<float[]> embeddings, IReadOnlyList<double[]> timbres)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(timbres);
        double variance = Enumerable.Range(0, DrumNet.EmbeddingLength).Sum(i => Moments(embeddings.Select(e => (double)e[i])).Variance);
        var moments = Enumerable.Range(0, TimbreMeasures.Count).Select(i => Moments(timbres.Select(t => t[i]).Where(double.IsFinite))).ToArray();
        return new SoundSpace(
            (float)Inverse(variance), [.. moments.Select(m => m.Mean)], [.. moments.Select(m => Inverse(m.Variance) / Math.Sqrt(TimbreMeasures.Count))]);
    }

    /// <summary>The point of a sound: <see cref="Length"/> numbers. A measure without an answer counts as an average one.</summary>
    public float[] Locate(float[] embedding, double[] timbre)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(timbre);
        return [.. embedding.Select(x => x * embeddingScale), .. timbre.Select((t, i) => double.IsFinite(t) ? (float)((t - means[i]) * scales[i]) : 0)];
    }

    private static (double Mean, double Variance) Moments(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Length == 0 ? 0 : all.Average();
        return (mean, all.Length == 0 ? 0 : all.Average(v => (v - mean) * (v - mean)));
    }

    private static double Inverse(double variance) => variance > 0 ? 1 / Math.Sqrt(variance) : 0;
}
