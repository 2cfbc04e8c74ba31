using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Warmth: -4.464 SC - 0.0882 hf + 0.2916 wr + 17.275 R2 + 8.403 q + 45.212. SC: decimal logarithm of the mean centroid in
/// Hz; hf: loudness above 8 Bark; wr: loudness from 1 to 4 Bark; R2: how well a straight line explains the spectrum
/// above 3.5 times the fundamental, both axes logarithmic; q: share of power from the fundamental to 260 Hz. The last
/// three are taken from each onset's power spectrum (8192 samples, Tukey). R2 follows the noise floor.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Warmth
{
    /// <summary>What begins this close to the start of the sound counts as beginning there.</summary>
    public const int OnsetStartZone = 4096;

    private const int FrameLength = 8192, Overlap = FrameLength / 8;
    private const int BinCount = FrameLength / 2 + 1;
    private const double PeakContrast = 0.2;
    private const double RegionFactor = 3.5;
    private const double RegionLimitHz = 12000;
    private const double LowHz = 260;

    private static readonly double[] WarmRegionWeight = LoudnessCurve.BarkWeight(10, 40);
    private static readonly double[] HighWeight = LoudnessCurve.BarkWeight(80, 240);
    private static readonly double[] BinNumbers = [.. Enumerable.Range(0, BinCount).Select(k => (double)k)];
    private static readonly double[] LogBinNumbers = [.. BinNumbers.Select(Math.Log10)];

    private readonly DetrendedFrames frames;
    private readonly PeakPicker peaks;
    private readonly OnsetDetector onsets;
    private readonly double[] summed = new double[BinCount], logs = new double[BinCount];

    /// <param name="fft">Transform of 8192.</param>
    /// <param name="peaks">Finds the fundamental.</param>
    /// <param name="onsets">Finds the onsets.</param>
    public Warmth(RealFft64 fft, PeakPicker peaks, OnsetDetector onsets)
    {
        this.peaks = peaks;
        this.onsets = onsets;
        frames = new DetrendedFrames(fft, TaperedWindow.Tukey);
    }

    /// <summary>The score; not finite where nothing can be measured.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="envelope">Its envelope, falling within 0.1 s.</param>
    /// <param name="strength">Its onset strength.</param>
    /// <param name="curve">Its loudness.</param>
    /// <param name="sampleRate">Its rate.</param>
    public double Score(ReadOnlySpan<double> audio, ReadOnlySpan<double> envelope, ReadOnlySpan<double> strength, LoudnessCurve curve, int sampleRate)
    {
        (double logCentroid, double straightness, double lowShare) = Measure(audio, envelope, strength, sampleRate);
        return -4.464258317026696 * logCentroid - 0.08819320850778556 * curve.RmsWeightedMean(HighWeight)
            + 0.29156539973575546 * curve.Mean(WarmRegionWeight) + 17.274733561081554 * straightness + 8.403340066029507 * lowShare + 45.21212125085579;
    }

    /// <summary>The three inputs that come from the onsets' spectra.</summary>
    public (double LogCentroid, double Straightness, double LowShare) Measure(
        ReadOnlySpan<double> audio, ReadOnlySpan<double> envelope, ReadOnlySpan<double> strength, int sampleRate)
    {
        IReadOnlyList<int> starts = onsets.Detect(strength, envelope, sampleRate, OnsetStartZone);
        double centroids = 0, straightness = 0, lowShares = 0, levels = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            // A single onset is moved to the very start.
            int from = starts.Count == 1 ? 0 : starts[i], to = i == starts.Count - 1 ? audio.Length : starts[i + 1];
            ReadOnlySpan<double> segment = audio[from..to];
            double rms = Math.Sqrt(TensorPrimitives.SumOfSquares(segment) / segment.Length);
            Spectrum(segment);
            double total = TensorPrimitives.Sum<double>(summed), binHz = (double)sampleRate / FrameLength;
            double max = TensorPrimitives.Max<double>(summed);
            peaks.Pick(summed, PeakContrast * max, PeakContrast * max);
            if (peaks.Count == 0) return (double.NaN, double.NaN, double.NaN);

            centroids += TensorPrimitives.Dot<double>(summed, BinNumbers) / total * binHz;
            double fundamentalHz = TensorPrimitives.Min(peaks.Positions) * binHz;
            straightness += Straightness(fundamentalHz, binHz);
            levels += rms;
            if (fundamentalHz < LowHz)
            {
                int low = peaks.Indices[0], high = FirstBinAbove(LowHz, binHz);
                lowShares += rms * (high > low ? TensorPrimitives.Sum<double>(summed.AsSpan(low..high)) : 0) / total;
            }
        }

        return (Math.Log10(centroids / starts.Count), straightness / starts.Count, lowShares / levels);
    }

    /// <summary>Sum of the power spectra of a segment's frames; a shorter segment is one frame.</summary>
    private void Spectrum(ReadOnlySpan<double> segment)
    {
        int length = Math.Min(segment.Length, FrameLength);
        frames.SetLength(length);
        Array.Clear(summed);
        for (int at = 0; at + length <= segment.Length; at += FrameLength - Overlap)
        {
            TensorPrimitives.Add(summed, frames.Power(segment[at..]), summed);
            if (length < FrameLength) break;
        }
    }

    /// <summary>R squared of the line through the logarithms of frequency and power above the warm region; not finite where a power is 0.</summary>
    private double Straightness(double fundamentalHz, double binHz)
    {
        int first = FirstBinAbove(Math.Min(fundamentalHz * RegionFactor, RegionLimitHz), binHz);
        ReadOnlySpan<double> x = LogBinNumbers.AsSpan(first);
        Span<double> y = logs.AsSpan(0, BinCount - first);
        TensorPrimitives.Log10(summed.AsSpan(first), y);
        double meanX = TensorPrimitives.Sum(x) / x.Length, meanY = TensorPrimitives.Sum<double>(y) / y.Length;
        double xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }

        // The least-squares line explains xy^2 / xx of the variation.
        return xy * xy / (xx * yy);
    }

    private static int FirstBinAbove(double frequencyHz, double binHz)
    {
        int bin = (int)Math.Floor(frequencyHz / binHz);
        while (bin * binHz <= frequencyHz) bin++;
        return bin;
    }
}
