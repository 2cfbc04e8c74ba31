using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>
/// Spectral contrast in octave bands (Jiang et al., "Music type classification by spectral contrast feature", 2002), by librosa's rules: in
/// each band of magnitudes the mean of the highest 2 % of the bins (the peak) over that of the lowest 2 % (the valley), in dB. The peaks
/// of all frames together are clamped 80 dB below their highest, and so are the valleys.
/// </summary>
/// <remarks>
/// The 8-band variant differs from the 7-band one only below 200 Hz: the six bands above are computed once. Order does not change
/// under the square root, so the bins are picked by power, and roots are drawn of the picked ones alone.
/// </remarks>
internal sealed class SpectralContrast
{
    private const double Quantile = 0.02;
    private const double AmplitudeFloor = 1e-10;
    private const double RangeDecibels = 80;
    private const int SharedBandCount = 6;
    private const double SharedFromHz = 200;

    private readonly int frameCount;
    private readonly Band[] bands;
    private readonly double[] peaks, valleys;
    private readonly double[] peakDecibels, valleyDecibels;
    private readonly double[] picked;

    public SpectralContrast(int fftSize, int sampleRate, int frameCount)
    {
        this.frameCount = frameCount;

        // Row 0: the lowest band of 7. Rows 1 and 2: those of 8. Then what both have.
        bands = new Band[3 + SharedBandCount];
        bands[0] = new Band(fftSize, sampleRate, 0, 200, isLast: false);
        bands[1] = new Band(fftSize, sampleRate, 0, 100, isLast: false);
        bands[2] = new Band(fftSize, sampleRate, 100, 200, isLast: false);
        for (int i = 0; i < SharedBandCount; i++)
            bands[3 + i] = new Band(fftSize, sampleRate, SharedFromHz * (1 << i), SharedFromHz * (2 << i), i == SharedBandCount - 1);
        peaks = new double[bands.Length * frameCount];
        valleys = new double[bands.Length * frameCount];
        peakDecibels = new double[(2 + SharedBandCount) * frameCount];
        valleyDecibels = new double[(2 + SharedBandCount) * frameCount];
        picked = new double[bands.Max(b => b.PickCount)];
    }

    /// <summary>Takes in the power spectrum of one frame.</summary>
    public void AddFrame(int frame, ReadOnlySpan<double> power)
    {
        for (int i = 0; i < bands.Length; i++)
        {
            var band = bands[i];
            var bins = power.Slice(band.FirstBin, band.BinCount);
            valleys[i * frameCount + frame] = MeanRootOfLowest(bins, band.PickCount);
            peaks[i * frameCount + frame] = MeanRootOfHighest(bins, band.PickCount);
        }
    }

    /// <summary>Takes in a frame of silence.</summary>
    public void AddSilentFrame(int frame)
    {
        for (int i = 0; i < bands.Length; i++)
        {
            valleys[i * frameCount + frame] = 0;
            peaks[i * frameCount + frame] = 0;
        }
    }

    /// <summary>Writes 7 rows of frames: 0-200 Hz, then octaves to 6400-12800 Hz.</summary>
    public void Write7(Span<double> contrast) => Write(contrast, lowRow: 0, lowRowCount: 1);

    /// <summary>Writes 8 rows of frames: 0-100, 100-200 Hz, then octaves to 6400-12800 Hz.</summary>
    public void Write8(Span<double> contrast) => Write(contrast, lowRow: 1, lowRowCount: 2);

    private void Write(Span<double> contrast, int lowRow, int lowRowCount)
    {
        var peak = ToDecibels(peaks, peakDecibels, lowRow, lowRowCount);
        var valley = ToDecibels(valleys, valleyDecibels, lowRow, lowRowCount);
        TensorPrimitives.Subtract(peak, valley, contrast);
    }

    private ReadOnlySpan<double> ToDecibels(double[] magnitudes, double[] decibels, int lowRow, int lowRowCount)
    {
        int low = lowRowCount * frameCount;
        var result = decibels.AsSpan(0, low + SharedBandCount * frameCount);
        magnitudes.AsSpan(lowRow * frameCount, low).CopyTo(result);
        magnitudes.AsSpan(3 * frameCount).CopyTo(result[low..]);
        Decibels.FromRatios(result, AmplitudeFloor, RangeDecibels);
        return result;
    }

    private double MeanRootOfLowest(ReadOnlySpan<double> bins, int count)
    {
        if (count == 1) return Math.Sqrt(TensorPrimitives.Min(bins));
        OrderStatistics.Lowest(bins, picked.AsSpan(0, count));
        return MeanRoot(count);
    }

    private double MeanRootOfHighest(ReadOnlySpan<double> bins, int count)
    {
        if (count == 1) return Math.Sqrt(TensorPrimitives.Max(bins));
        OrderStatistics.Highest(bins, picked.AsSpan(0, count));
        return MeanRoot(count);
    }

    private double MeanRoot(int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += Math.Sqrt(picked[i]);
        return sum / count;
    }

    /// <summary>The bins of one band, and how many of them make its peak and its valley.</summary>
    private readonly struct Band
    {
        public Band(int fftSize, int sampleRate, double lowHz, double highHz, bool isLast)
        {
            double binHz = (double)sampleRate / fftSize;
            int first = (int)Math.Ceiling(lowHz / binHz), last = Math.Min((int)Math.Floor(highHz / binHz), fftSize / 2);
            if (first > 0) first--;
            int count = last - first + 1;
            FirstBin = first;
            BinCount = isLast ? count : count - 1;
            PickCount = Math.Max(1, (int)Math.Round(Quantile * count, MidpointRounding.ToEven));
        }

        public int FirstBin { get; }

        public int BinCount { get; }

        public int PickCount { get; }
    }
}
