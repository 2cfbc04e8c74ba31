using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Depth: a regression on the centroid of what lies below 2 kHz (c, in Hz, at most 2000), the power below 500 Hz over
/// all power (r), the decimal logarithm of the mean time in seconds from an onset's loudest RMS frame to -40 dB (d) and
/// of the lowest peak of the summed spectrum in Hz (p): -0.00437 c + 32.837 r + 4.751 d - 14.217 p + 3.878 r d
/// - 0.854 s(r) d + 66.695 with s(x) = x^10 / (x^10 + 0.2). Spectra: 4096 samples, hop 1024, Hamming.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Depth
{
    private const int FrameLength = 4096, Hop = 1024;
    private const int RmsLength = 256;
    private const double LeastPower = 0.001;
    private const double LimitHz = 2000;
    private const double DecayedLevel = 0.01;
    private const double PeakContrast = 0.01;
    private const int OnsetStartZone = 512;

    private static readonly double[] BinNumbers = [.. Enumerable.Range(0, FrameLength / 2 + 1).Select(k => (double)k)];

    private readonly DetrendedFrames frames;
    private readonly PeakPicker peaks;
    private readonly OnsetDetector onsets;
    private readonly double[] summed = new double[FrameLength / 2 + 1];
    private double[] rms = [], envelope = [];

    /// <param name="fft">Transform of 4096.</param>
    /// <param name="peaks">Finds the peaks of the summed spectrum.</param>
    /// <param name="onsets">Finds the onsets.</param>
    public Depth(RealFft64 fft, PeakPicker peaks, OnsetDetector onsets)
    {
        this.peaks = peaks;
        this.onsets = onsets;
        frames = new DetrendedFrames(fft, TaperedWindow.Hamming);
    }

    /// <summary>The score; not finite where nothing can be measured.</summary>
    /// <param name="sounds">The filtered sounds.</param>
    /// <param name="strength">Onset strength of <see cref="CrossoverFilters.Full"/>.</param>
    /// <param name="sampleRate">Their rate.</param>
    public double Score(CrossoverFilters sounds, ReadOnlySpan<double> strength, int sampleRate)
    {
        (double centroid, double ratio, double duration, double pitch) = Measure(sounds, strength, sampleRate);
        double power = Math.Pow(ratio, 10);
        return -0.0043703565847874465 * centroid + 32.83743202462131 * ratio + 4.750862716905235 * duration - 14.217438690256062 * pitch
            + 3.8782339862813924 * ratio * duration - 0.8544826091735516 * (power / (power + 0.2)) * duration + 66.69534393444391;
    }

    /// <summary>Centroid, ratio, duration and pitch, as they enter the regression.</summary>
    public (double CentroidHz, double Ratio, double LogSeconds, double LogPitchHz) Measure(CrossoverFilters sounds, ReadOnlySpan<double> strength, int sampleRate)
    {
        int length = sounds.Full.Length;
        frames.SetLength(Math.Min(length, FrameLength));
        int count = length > FrameLength ? (length - FrameLength) / Hop + 1 : 1;
        Array.Clear(summed);
        double all = 0, centroids = 0, low = 0;
        for (int i = 0; i < count; i++)
        {
            int at = i * Hop;
            ReadOnlySpan<double> spectrum = frames.Power(sounds.Full[at..]);
            TensorPrimitives.Add(summed, spectrum, summed);
            double power = TensorPrimitives.Sum(spectrum);
            all += power;
            if (!(power * frames.Scale > LeastPower)) continue;
            low += frames.TotalPower(sounds.Below500Hz[at..]);
            spectrum = frames.Power(sounds.Below2000Hz[at..]);
            centroids += power * TensorPrimitives.Dot(spectrum, BinNumbers) / TensorPrimitives.Sum(spectrum);
        }

        double centroidHz = centroids / all * sampleRate / FrameLength;
        return (Math.Min(centroidHz, LimitHz), low / all, Duration(sounds.Full, strength, sampleRate), Pitch(sampleRate));
    }

    private double Duration(ReadOnlySpan<double> audio, ReadOnlySpan<double> strength, int sampleRate)
    {
        Span<double> outline = Scratch.Grow(ref envelope, audio.Length);
        HoldEnvelope.Follow(audio, 1, sampleRate, 0.2, outline);
        IReadOnlyList<int> starts = onsets.Detect(strength, outline, sampleRate, OnsetStartZone);
        ReadOnlySpan<double> levels = RmsEnvelope(audio);
        double sum = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            int from = Math.Min(starts[i] / RmsLength, levels.Length - 1);
            int to = starts[i] / RmsLength == starts[^1] / RmsLength ? levels.Length : starts[i + 1] / RmsLength;
            ReadOnlySpan<double> segment = levels[from..to];
            ReadOnlySpan<double> decay = segment[TensorPrimitives.IndexOfMax(segment)..];
            int frame = 0;
            while (frame < decay.Length && decay[frame] >= DecayedLevel) frame++;
            sum += frame / ((double)sampleRate / RmsLength);
        }

        return Math.Log10(sum / starts.Count);
    }

    /// <summary>RMS of stretches of 256 samples, the last as long as what is left, the largest at 1.</summary>
    private ReadOnlySpan<double> RmsEnvelope(ReadOnlySpan<double> audio)
    {
        int count = (audio.Length - 1) / RmsLength + 1;
        Span<double> levels = Scratch.Grow(ref rms, count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> stretch = audio[(i * RmsLength)..Math.Min((i + 1) * RmsLength, audio.Length)];
            levels[i] = Math.Sqrt(TensorPrimitives.SumOfSquares(stretch) / stretch.Length);
        }

        TensorPrimitives.Multiply(levels, 1 / TensorPrimitives.Max<double>(levels), levels);
        return levels;
    }

    /// <summary>Logarithm of the lowest peak; 0 where the highest peak lies at 0 Hz.</summary>
    private double Pitch(int sampleRate)
    {
        double min = TensorPrimitives.Min<double>(summed), range = TensorPrimitives.Max<double>(summed) - min;
        peaks.Pick(summed, min + PeakContrast * range, PeakContrast * range);
        if (peaks.Count == 0) return double.NaN;
        ReadOnlySpan<int> indices = peaks.Indices;
        int highest = 0;
        for (int i = 1; i < peaks.Count; i++)
        {
            if (summed[indices[i]] >= summed[indices[highest]]) highest = i;
        }

        return indices[highest] == 0 ? 0 : Math.Log10(TensorPrimitives.Min(peaks.Positions) * sampleRate / FrameLength);
    }
}
