using System.Numerics;
using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Hardness: 12.080 log10 B + 18.521 log10 C + 14.140 log10 M + 5.568 log10 HP + 3.935 log10 S - 4.327 A - 85.604. B:
/// largest bandwidth in the attacks, in Hz; C: spectral centroid of 125 ms from each attack, in Hz, at least 200; M:
/// loudness in the middle Barks; HP: share of percussion; S: mean of the largest onset strengths; A: mean decimal
/// logarithm of the attack times in seconds.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Hardness
{
    private const int FrameLength = 4096;
    private const int ZerosInFront = Bandwidth.ZerosInFront;
    private const int StrengthHop = CenteredStft.Hop;
    private const double CentroidSeconds = 0.125;
    private const int LeastCentroidSamples = 512;

    private static readonly double[] MidBarkWeight = LoudnessCurve.BarkWeight(70, 140);

    private readonly Bandwidth bandwidth;
    private readonly OnsetDetector onsets;
    private readonly Dictionary<int, RealFft64> ffts = [];
    private double[] frame = [], re = [], im = [], binNumbers = [];

    public Hardness(Bandwidth bandwidth, OnsetDetector onsets)
    {
        this.bandwidth = bandwidth;
        this.onsets = onsets;
    }

    /// <summary>The score; not finite where nothing can be measured.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="paddedEnvelope">Envelope of the sound with 4097 zeros in front.</param>
    /// <param name="paddedStrength">Onset strength of the sound with 4097 zeros in front.</param>
    /// <param name="curve">Its loudness.</param>
    /// <param name="percussiveShare">Its share of percussion.</param>
    /// <param name="sampleRate">Its rate.</param>
    public double Score(ReadOnlySpan<double> audio, ReadOnlySpan<double> paddedEnvelope, ReadOnlySpan<double> paddedStrength,
        LoudnessCurve curve, double percussiveShare, int sampleRate)
    {
        Span<double> inputs = stackalloc double[6];
        inputs[2] = Math.Log10(curve.RmsWeightedMean(MidBarkWeight));
        inputs[3] = Math.Log10(percussiveShare);
        Measure(audio, paddedEnvelope, paddedStrength, sampleRate, inputs);
        return 12.079781720638145 * inputs[0] + 18.52100377170042 * inputs[1] + 14.139883645260355 * inputs[2] + 5.567690321917516 * inputs[3]
            + 3.9346817690405635 * inputs[4] - 4.326890461087848 * inputs[5] - 85.60352209068202;
    }

    /// <summary>Fills in logarithm of bandwidth (0), of centroid (1), of strength (4) and of attack time (5).</summary>
    public void Measure(ReadOnlySpan<double> audio, ReadOnlySpan<double> paddedEnvelope, ReadOnlySpan<double> paddedStrength, int sampleRate, Span<double> inputs)
    {
        bandwidth.Measure(audio, sampleRate);
        IReadOnlyList<int> starts = onsets.Detect(paddedStrength, paddedEnvelope, sampleRate, FrameLength);
        double widths = 0, widthWeights = 0, strengths = 0, attacks = 0, centroids = 0;
        int widthCount = 0, centroidCount = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            // A single onset is moved to the very start, in front of the zeros.
            bool last = i == starts.Count - 1;
            int from = starts.Count == 1 ? 0 : starts[i], to = last ? paddedEnvelope.Length : starts[i + 1];
            ReadOnlySpan<double> strengthSegment = paddedStrength[(from / StrengthHop)..(last ? paddedStrength.Length : to / StrengthHop)];
            double strength = strengthSegment.IsEmpty ? double.NaN : TensorPrimitives.Max(strengthSegment);
            strengths += strength;
            if (LargestBandwidth(from, last ? null : to, sampleRate) is { } width)
            {
                widths += strength * width;
                widthWeights += strength;
                widthCount++;
            }

            attacks += AttackTime.LogSeconds(paddedEnvelope[from..to], sampleRate, out int attackStart);
            if (attackStart < 0) break;
            int start = from + attackStart, end = Math.Min(start + (int)(CentroidSeconds * sampleRate), to);
            if (end - start > LeastCentroidSamples && CentroidHz(audio, start, end, sampleRate) is { } centroid)
            {
                centroids += centroid;
                centroidCount++;
            }
        }

        double widthHz = widthCount == 0 ? 0 : widths / widthWeights;
        inputs[0] = Math.Log10(widthHz <= 512 ? sampleRate / 512.0 : widthHz);
        inputs[1] = Math.Log10(Math.Max(200, centroidCount > 0 ? centroids / centroidCount : 200));
        inputs[4] = Math.Log10(strengths / starts.Count);
        inputs[5] = attacks / starts.Count;
    }

    /// <summary>Largest bandwidth within 0.1 s of where the bandwidth's own rise begins; null where it does not rise.</summary>
    private double? LargestBandwidth(int from, int? to, int sampleRate)
    {
        // The curve runs without the zeros that fill its first frame.
        int first = Math.Max(0, from - FrameLength) / Bandwidth.Hop;
        int end = to is { } next ? Math.Max(0, next - FrameLength) / Bandwidth.Hop : bandwidth.Values.Length;
        ReadOnlySpan<double> segment = first < end ? bandwidth.Values[first..Math.Min(end, bandwidth.Values.Length)] : [];
        if (segment.IsEmpty || !(TensorPrimitives.Max(segment) > 0)) return null;
        int start = AttackTime.Start(segment);
        if (start < 0) return null;
        int reach = (int)(AttackTime.LimitSeconds * ((double)sampleRate / Bandwidth.Hop));
        ReadOnlySpan<double> attack = segment[start..];
        if (attack.Length > start + reach) attack = attack[..reach];
        return TensorPrimitives.Max(attack);
    }

    /// <summary>Centroid of the magnitudes from 20 Hz of a stretch of the padded sound; null where it is silent.</summary>
    private double? CentroidHz(ReadOnlySpan<double> audio, int start, int end, int sampleRate)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(end - start));
        if (!ffts.TryGetValue(size, out RealFft64? fft)) ffts[size] = fft = new RealFft64(size);
        Span<double> x = Scratch.Grow(ref frame, size);
        x.Clear();
        int zeros = Math.Max(0, ZerosInFront - start);
        if (zeros < end - start) audio[(start + zeros - ZerosInFront)..(end - ZerosInFront)].CopyTo(x[zeros..]);
        Span<double> real = Scratch.Grow(ref re, fft.BinCount), imaginary = Scratch.Grow(ref im, fft.BinCount);
        fft.Forward(x, real, imaginary);
        TensorPrimitives.Multiply(real, real, real);
        TensorPrimitives.MultiplyAdd(imaginary, imaginary, real, real);
        TensorPrimitives.Sqrt(real, real);
        if (binNumbers.Length < fft.BinCount) binNumbers = [.. Enumerable.Range(0, fft.BinCount).Select(k => (double)k)];
        int lowest = (int)Math.Ceiling(20.0 * size / sampleRate);
        ReadOnlySpan<double> heard = real[lowest..];
        double sum = TensorPrimitives.Sum(heard);
        return sum > 0 ? TensorPrimitives.Dot(heard, binNumbers.AsSpan(lowest, heard.Length)) / sum * sampleRate / size : null;
    }
}
