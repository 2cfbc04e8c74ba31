using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;
using DrumAI.Features.Timbre;

namespace DrumAI.Features;

/// <summary>
/// Brings sounds to the 16 kHz of <see cref="SpectralDescriptors"/> as librosa 0.8 does: resampy's <c>kaiser_best</c>, down to its habits, since
/// a filter that ends elsewhere changes the uppermost bands.
/// </summary>
/// <remarks>
/// The habits: the sinc's table is read in whole steps (512 x ratio, rounded down), so that below a ratio of 1 the filter is stretched by up to
/// half a per cent; the position of an output is a running sum in double precision, which may fall just short of a whole sample; an
/// output beyond the last whole one stays 0; a sound too short for one output is taken as it is. Sums are in single precision there as here,
/// in another order, so that outputs agree to about 1e-6 of the sound's peak. Immutable: any number of threads may use one.
/// </remarks>
internal sealed class DescriptorResampler
{
    private const int TargetRate = SpectralDescriptors.SampleRate;
    private const int LongestBank = 1 << 20;
    private const int CachedRates = 16;

    private static readonly ConcurrentDictionary<int, DescriptorResampler> Cache = new();

    private readonly double ratio;
    private readonly double scale;
    private readonly int step;
    private readonly int wingLength;
    private readonly int phases;
    private readonly float[]? bank;

    private DescriptorResampler(int sampleRate)
    {
        ratio = (double)TargetRate / sampleRate;
        scale = Math.Min(1, ratio);
        step = Math.Max(1, (int)(scale * KaiserUpsampler.StepsPerCrossing));
        wingLength = KaiserUpsampler.Wing.Length / step;
        phases = TargetRate / (int)BigInteger.GreatestCommonDivisor(sampleRate, TargetRate);
        if ((phases + 1L) * 2 * wingLength > LongestBank) return;

        // One phase more than there are: a running sum just short of a whole sample reads the last one's far end.
        bank = new float[(phases + 1) * 2 * wingLength];
        for (int phase = 0; phase <= phases; phase++) FillTaps((double)phase / phases, bank.AsSpan(phase * 2 * wingLength, 2 * wingLength));
    }

    /// <summary>The resampler from a rate in Hz, 1 or more; the last few stay cached.</summary>
    public static DescriptorResampler For(int sampleRate)
    {
        if (Cache.Count > CachedRates) Cache.Clear();
        return Cache.GetOrAdd(sampleRate, static rate => new DescriptorResampler(rate));
    }

    /// <summary>Writes the beginning of the resampled sound.</summary>
    /// <param name="input">Amplitudes; silence lies around them.</param>
    /// <param name="output">Receives as many as there are and fit.</param>
    /// <returns>How many.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        int length = (int)Math.Min(output.Length, Math.Floor(input.Length * ratio));
        if (length == 0)
        {
            length = Math.Min(input.Length, output.Length);
            input[..length].CopyTo(output);
            return length;
        }

        Span<float> scratch = new float[(bank is null ? 4 : 2) * wingLength];
        Span<float> edge = scratch[..(2 * wingLength)], taps = scratch[edge.Length..];
        double position = 0, increment = 1 / ratio;
        for (int n = 0; n < length; n++, position += increment)
        {
            int whole = (int)position;
            double fraction = position - whole;
            ReadOnlySpan<float> filter = taps;
            if (bank is not null) filter = bank.AsSpan((int)Math.Round(fraction * phases) * 2 * wingLength, 2 * wingLength);
            else FillTaps(fraction, taps);
            // Tap wingLength - 1 falls on the sample at or before the position.
            int first = whole - wingLength + 1;
            if (first >= 0 && first + filter.Length <= input.Length)
            {
                output[n] = TensorPrimitives.Dot(filter, input.Slice(first, filter.Length));
                continue;
            }

            edge.Clear();
            int from = Math.Max(first, 0), to = Math.Min(first + edge.Length, input.Length);
            if (to > from) input[from..to].CopyTo(edge[(from - first)..]);
            output[n] = TensorPrimitives.Dot(filter, edge);
        }

        return length;
    }

    private void FillTaps(double fraction, Span<float> taps)
    {
        double[] wing = KaiserUpsampler.Wing;
        taps.Clear();
        for (int side = 0; side < 2; side++)
        {
            double place = scale * (side == 0 ? fraction : 1 - fraction) * KaiserUpsampler.StepsPerCrossing;
            int offset = (int)place;
            double between = place - offset;
            int count = Math.Min(wingLength, (wing.Length - offset) / step);
            for (int i = 0; i < count; i++)
            {
                int at = offset + i * step;
                double next = at + 1 < wing.Length ? wing[at + 1] : wing[at];
                taps[side == 0 ? wingLength - 1 - i : wingLength + i] = (float)(scale * (wing[at] + between * (next - wing[at])));
            }
        }
    }
}
