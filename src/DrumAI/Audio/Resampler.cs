using System.Collections.Concurrent;

namespace DrumAI.Audio;

/// <summary>
/// Changes the sample rate by band-limited interpolation (Smith, "Digital Audio Resampling", CCRMA): a sinc under a Kaiser window,
/// kept as a bank of phases. The stop band starts at the lower of the two Nyquist frequencies and lies about 100 dB down, so nothing
/// folds back; the pass band reaches 0.87 of it.
/// </summary>
/// <remarks>Rates whose ratio reduces to few phases are exact; others interpolate linearly between neighbouring phases.</remarks>
public sealed class Resampler
{
    private const int ZeroCrossings = 48;
    private const double StopBandDecibels = 100;
    private const int MaxExactPhases = 1024;
    private const int MaxStackLength = 1024;

    private static readonly ConcurrentDictionary<(int From, int To), Resampler> Cache = new();

    private readonly long step;       // M: input frames an output period of L advances
    private readonly long phases;     // L
    private readonly int tableSize;   // phases kept in the bank
    private readonly int half;        // taps before and after an output
    private readonly int taps;        // both, filled up with zeros
    private readonly float[] bank;    // (tableSize + 1) x taps

    private Resampler(int fromRate, int toRate)
    {
        long divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(fromRate, toRate);
        phases = toRate / divisor;
        step = fromRate / divisor;
        double scale = Math.Min(1.0, (double)toRate / fromRate);
        half = (int)Math.Ceiling(ZeroCrossings / scale);
        taps = (2 * half + InnerProduct.Granularity - 1) / InnerProduct.Granularity * InnerProduct.Granularity;
        tableSize = (int)Math.Min(phases, MaxExactPhases);
        bank = MakeBank(scale);
    }

    /// <summary>Resamplers are immutable and safe for several threads; the last few pairs of rates stay cached.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is below 1 Hz.</exception>
    public static Resampler For(int fromRate, int toRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(toRate, 1);
        // Odd rates come from odd files: a crowd of them must not fill the memory.
        if (Cache.Count > 64) Cache.Clear();
        return Cache.GetOrAdd((fromRate, toRate), static key => new Resampler(key.From, key.To));
    }

    /// <summary>Resamples one channel; equal rates give a copy.</summary>
    public static float[] Resample(ReadOnlySpan<float> input, int fromRate, int toRate)
    {
        if (fromRate == toRate) return input.ToArray();
        var resampler = For(fromRate, toRate);
        var output = new float[resampler.OutputLength(input.Length)];
        resampler.Process(input, output);
        return output;
    }

    /// <summary>Frames that <paramref name="inputLength"/> frames become, rounded up.</summary>
    public int OutputLength(int inputLength) => checked((int)(((long)inputLength * phases + step - 1) / step));

    /// <summary>
    /// Writes the first <c>output.Length</c> resampled amplitudes. Output n lies at input position n * from / to; the sound is silent
    /// outside <paramref name="input"/>.
    /// </summary>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        Span<float> edge = stackalloc float[Math.Min(taps, MaxStackLength)];
        if (taps > edge.Length) edge = new float[taps];
        var (wholeStep, remainderStep) = Math.DivRem(step, phases);
        long first = 1 - half, remainder = 0;
        for (int n = 0; n < output.Length; n++)
        {
            double phase = tableSize == phases ? remainder : (double)remainder / phases * tableSize;
            int index = (int)phase;
            var window = first >= 0 && first + taps <= input.Length ? input.Slice((int)first, taps) : CopyEdge(input, first, edge);
            float value = InnerProduct.Of(window, bank.AsSpan(index * taps, taps));
            float fraction = (float)(phase - index);
            if (fraction > 0) value += fraction * (InnerProduct.Of(window, bank.AsSpan((index + 1) * taps, taps)) - value);
            output[n] = value;

            first += wholeStep;
            remainder += remainderStep;
            if (remainder < phases) continue;
            remainder -= phases;
            first++;
        }
    }

    private static ReadOnlySpan<float> CopyEdge(ReadOnlySpan<float> input, long first, Span<float> edge)
    {
        edge.Clear();
        long from = Math.Max(first, 0), to = Math.Min(first + edge.Length, input.Length);
        if (to > from) input[(int)from..(int)to].CopyTo(edge[(int)(from - first)..]);
        return edge;
    }

    private float[] MakeBank(double scale)
    {
        // Kaiser's formulas: beta and the transition width that the length buys.
        double beta = 0.1102 * (StopBandDecibels - 8.7);
        double transition = (StopBandDecibels - 8) / (2.285 * Math.PI * 2 * ZeroCrossings);
        double cutoff = scale * (1 - transition / 2);
        double norm = 1 / BesselI0(beta);
        var result = new float[(tableSize + 1) * taps];
        for (int p = 0; p <= tableSize; p++)
        {
            double offset = (double)p / tableSize;
            for (int k = 0; k < taps; k++)
            {
                double t = k - half + 1 - offset;
                double u = t / half;
                if (u is <= -1 or >= 1) continue;
                double sinc = t == 0 ? 1 : Math.Sin(Math.PI * cutoff * t) / (Math.PI * cutoff * t);
                result[p * taps + k] = (float)(cutoff * sinc * BesselI0(beta * Math.Sqrt(1 - u * u)) * norm);
            }
        }

        return result;
    }

    /// <summary>Modified Bessel function of the first kind, order zero, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1, quarter = x * x / 4;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
