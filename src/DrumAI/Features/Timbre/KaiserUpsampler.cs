using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Raises a sample rate to 44.1 kHz by band-limited interpolation (J. O. Smith, CCRMA): a sinc with 64 zero crossings
/// on either side under a Kaiser window, tabulated in 512 steps a crossing and interpolated in a straight line between
/// them. Table and cutoff are those of resampy's <c>kaiser_best</c>, which the timbral models were used with; the
/// models follow the upsampled noise floor, so another resampler would move their scores.
/// </summary>
/// <remarks>Immutable: one instance serves any number of threads.</remarks>
internal sealed class KaiserUpsampler
{
    /// <summary>The rate that is raised to, in Hz.</summary>
    public const int TargetRate = 44100;

    private const int ZeroCrossings = 64;
    internal const int StepsPerCrossing = 512;
    private const double Beta = 14.769656459379492;
    private const double RollOff = 0.9475937167399596;
    private const int Taps = 2 * ZeroCrossings;
    private const int MaxPhases = 2048;

    /// <summary>The right half of the windowed sinc, <see cref="StepsPerCrossing"/> points a crossing; do not write.</summary>
    internal static readonly double[] Wing = MakeWing();

    private readonly int sampleRate;
    private readonly long period;
    private readonly double[]? bank;

    public KaiserUpsampler(int sampleRate)
    {
        this.sampleRate = sampleRate;
        period = TargetRate / (long)System.Numerics.BigInteger.GreatestCommonDivisor(sampleRate, TargetRate);
        if (period > MaxPhases) return;
        bank = new double[period * Taps];
        for (int phase = 0; phase < period; phase++) FillTaps((double)phase / period, bank.AsSpan(phase * Taps, Taps));
    }

    /// <summary>Samples that a sound of <paramref name="length"/> samples becomes.</summary>
    public int OutputLength(int length) => checked((int)(((long)length * TargetRate + sampleRate - 1) / sampleRate));

    /// <summary>Upsamples a sound into <see cref="OutputLength"/> samples.</summary>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        var padded = new double[input.Length + 2 * ZeroCrossings + 1];
        input.CopyTo(padded.AsSpan(ZeroCrossings));
        Span<double> taps = stackalloc double[Taps];
        // A last output that begins beyond the input's exact length stays 0.
        int computed = (int)((long)input.Length * TargetRate / sampleRate);
        output[computed..].Clear();
        long position = 0;
        for (int i = 0; i < computed; i++, position += sampleRate)
        {
            (long at, long rest) = Math.DivRem(position, TargetRate);
            ReadOnlySpan<double> filter = taps;
            if (bank is not null) filter = bank.AsSpan((int)(rest * period / TargetRate) * Taps, Taps);
            else FillTaps((double)rest / TargetRate, taps);
            // Tap ZeroCrossings - 1 falls on the sample at or before the position.
            output[i] = TensorPrimitives.Dot(filter, padded.AsSpan((int)at + 1, Taps));
        }
    }

    private static void FillTaps(double fraction, Span<double> taps)
    {
        taps.Clear();
        for (int side = 0; side < 2; side++)
        {
            double table = (side == 0 ? fraction : 1 - fraction) * StepsPerCrossing;
            int offset = (int)table;
            double between = table - offset;
            for (int i = 0; i < (Wing.Length - offset) / StepsPerCrossing; i++)
            {
                int at = offset + i * StepsPerCrossing;
                double next = at + 1 < Wing.Length ? Wing[at + 1] : Wing[at];
                taps[side == 0 ? ZeroCrossings - 1 - i : ZeroCrossings + i] = Wing[at] + between * (next - Wing[at]);
            }
        }
    }

    private static double[] MakeWing()
    {
        const int Last = ZeroCrossings * StepsPerCrossing;
        var wing = new double[Last + 1];
        double peak = BesselI0(Beta);
        for (int i = 0; i <= Last; i++)
        {
            double x = Math.PI * RollOff * i / StepsPerCrossing, edge = (double)i / Last;
            wing[i] = RollOff * (i == 0 ? 1 : Math.Sin(x) / x) * BesselI0(Beta * Math.Sqrt(1 - edge * edge)) / peak;
        }

        return wing;
    }

    /// <summary>Modified Bessel function of order 0, by its series.</summary>
    private static double BesselI0(double x)
    {
        double term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }

        return sum;
    }
}
