using System.Numerics;

namespace DrumAI.Features;

/// <summary>
/// Triangular bands on a warped frequency axis, m(f) = ln(1 + f / break): linear below the break frequency and logarithmic above, as in
/// the mel scale, whose break is 700 Hz. Each band's weights sum to one, so that white noise is flat.
/// </summary>
internal sealed class MelBands
{
    private readonly int[] firstBins;
    private readonly float[][] weights;

    /// <param name="bandCount">Number of bands.</param>
    /// <param name="fftSize">Transform length; bins run from 0 to fftSize / 2.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="minHz">Lower edge of the first band.</param>
    /// <param name="maxHz">Upper edge of the last band.</param>
    /// <param name="breakHz">Where the axis turns from linear to logarithmic.</param>
    public MelBands(int bandCount, int fftSize, int sampleRate, double minHz, double maxHz, double breakHz)
    {
        double binHz = (double)sampleRate / fftSize;
        double low = Math.Log(1 + minHz / breakHz), high = Math.Log(1 + maxHz / breakHz);
        double Edge(int i) => breakHz * (Math.Exp(low + (high - low) * i / (bandCount + 1)) - 1);
        firstBins = new int[bandCount];
        weights = new float[bandCount][];
        for (int band = 0; band < bandCount; band++)
        {
            double centre = Edge(band + 1);
            // A band narrower than a bin would fall between bins: it takes at least its two neighbours.
            double left = Math.Min(Edge(band), centre - binHz), right = Math.Max(Edge(band + 2), centre + binHz);
            int first = Math.Max(0, (int)Math.Ceiling(left / binHz)), last = Math.Min(fftSize / 2, (int)Math.Floor(right / binHz));
            var raw = new double[last - first + 1];
            for (int bin = first; bin <= last; bin++)
            {
                double f = bin * binHz;
                raw[bin - first] = Math.Max(0, f <= centre ? (f - left) / (centre - left) : (right - f) / (right - centre));
            }

            double sum = raw.Sum();
            firstBins[band] = first;
            weights[band] = [.. raw.Select(w => (float)(w / sum))];
        }
    }

    /// <summary>Number of bands.</summary>
    public int Count => weights.Length;

    /// <summary>Weighted mean power in each band, lane by lane.</summary>
    public void Apply(ReadOnlySpan<Vector<float>> power, Span<Vector<float>> bands)
    {
        for (int band = 0; band < weights.Length; band++)
        {
            var sum = Vector<float>.Zero;
            var w = weights[band];
            var bins = power.Slice(firstBins[band], w.Length);
            for (int i = 0; i < w.Length; i++) sum += bins[i] * w[i];
            bands[band] = sum;
        }
    }
}
