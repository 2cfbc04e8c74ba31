namespace DrumAI.Features;

/// <summary>
/// Triangular bands on a warped frequency axis, m(f) = ln(1 + f / break): linear below the break frequency and logarithmic above, as in
/// the mel scale, whose break is 700 Hz. Each band's weights sum to one, so that white noise is flat.
/// </summary>
internal sealed unsafe class MelBands
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
    /// <param name="power">Bins of a spectrum: bin, then lane.</param>
    /// <param name="bands">Receives the bands' powers: band, then lane.</param>
    public void Apply<TLanes>(float* power, float* bands)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (int band = 0; band < weights.Length; band++)
        {
            var run = weights[band];
            float* bin = power + firstBins[band] * TLanes.Count;
            // Two sums, so that one addition need not wait for the other.
            TLanes even = TLanes.Broadcast(0), odd = even;
            int i = 0;
            for (; i < run.Length - 1; i += 2, bin += 2 * TLanes.Count)
            {
                even = TLanes.MultiplyAdd(TLanes.Load(bin), TLanes.Broadcast(run[i]), even);
                odd = TLanes.MultiplyAdd(TLanes.Load(bin + TLanes.Count), TLanes.Broadcast(run[i + 1]), odd);
            }

            if (i < run.Length) even = TLanes.MultiplyAdd(TLanes.Load(bin), TLanes.Broadcast(run[i]), even);
            (even + odd).Store(bands + band * TLanes.Count);
        }
    }
}
