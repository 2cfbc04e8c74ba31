using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Sum of the roughness of all pairs of peaks in a spectrum (see <see cref="Timbre.Roughness"/>). Pairs farther apart than
/// where the interference has fallen below 2e-8 are left out; Y^3.11 / 2 is a function of the amplitudes' ratio alone and
/// taken from a polynomial (error below 1e-6), and so are the exponentials (relative error below 1e-9).
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class PeakPairs
{
    private const double Ln2 = 0.69314718055994531;
    private const double RiseRate = 3.51, FallRate = 5.75;
    private const double NegligibleExponent = 18;
    private const double GreatestRatio = 1.15;
    private const int Degree = 10;

    private static readonly double[] FluctuationPolynomial = FitFluctuation();

    private double[] frequencies = [], amplitudes = [], inverses = [], roots = [], heights = [];

    /// <summary>The sum.</summary>
    /// <param name="peaks">The peaks.</param>
    /// <param name="spectrum">The spectrum that they were found in: their unrefined heights say which of two is the greater.</param>
    /// <param name="binHz">Distance of its bins.</param>
    public double Roughness(PeakPicker peaks, ReadOnlySpan<double> spectrum, double binHz)
    {
        int count = peaks.Count, room = count + Vector512<double>.Count;
        if (count < 2) return 0;
        Scratch.Grow(ref frequencies, room);
        Scratch.Grow(ref amplitudes, room);
        Scratch.Grow(ref inverses, room);
        Scratch.Grow(ref roots, room);
        Scratch.Grow(ref heights, room);
        for (int i = 0; i < room; i++)
        {
            // Beyond the last peak: the same without amplitude.
            bool real = i < count;
            amplitudes[i] = real ? peaks.Levels[i] : 0;
            frequencies[i] = peaks.Positions[Math.Min(i, count - 1)] * binHz;
            inverses[i] = real ? 1 / amplitudes[i] : 0;
            roots[i] = real ? Math.Pow(amplitudes[i], 0.1) : 0;
            heights[i] = real ? spectrum[peaks.Indices[i]] : 0;
        }

        double sum = 0;
        for (int i = 0; i < count - 1; i++) sum += roots[i] * WithHigher(i, count);
        return sum;
    }

    /// <summary>Sum over the peaks above peak <paramref name="i"/>, but for its own root.</summary>
    private double WithHigher(int i, int count)
    {
        double rate = 0.24 / (0.0207 * frequencies[i] + 18.96);
        double limitHz = frequencies[i] + NegligibleExponent / (RiseRate * rate);
        var own = Vector512.Create(amplitudes[i]);
        var ownInverse = Vector512.Create(inverses[i]);
        var ownHeight = Vector512.Create(heights[i]);
        var ownFrequency = Vector512.Create(frequencies[i]);
        var rise = Vector512.Create(-RiseRate * rate);
        var fall = Vector512.Create(-FallRate * rate);
        var sums = Vector512<double>.Zero;
        for (int j = i + 1; j < count && frequencies[j] < limitHz; j += Vector512<double>.Count)
        {
            var distance = Vector512.LoadUnsafe(ref frequencies[j]) - ownFrequency;
            var interference = Exp(rise * distance) - Exp(fall * distance);
            var otherIsGreater = Vector512.GreaterThan(Vector512.LoadUnsafe(ref heights[j]), ownHeight);
            var ratio = Vector512.ConditionalSelect(otherIsGreater,
                own * Vector512.LoadUnsafe(ref inverses[j]), ownInverse * Vector512.LoadUnsafe(ref amplitudes[j]));
            sums += interference * Fluctuation(Vector512.Min(ratio, Vector512.Create(GreatestRatio))) * Vector512.LoadUnsafe(ref roots[j]);
        }

        return Vector512.Sum(sums);
    }

    /// <summary>e^x for x of 0 and less, at -700 that of -700: a power of two, whose exponent is what rounding leaves in the lowest bits, times a short series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x)
    {
        const double Rounder = 6755399441055744;
        x = Vector512.Max(x, Vector512.Create(-700.0));
        var rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(1 / Ln2), Vector512.Create(Rounder));
        var rest = Vector512.FusedMultiplyAdd(rounded - Vector512.Create(Rounder), Vector512.Create(-Ln2), x);
        var series = Vector512.Create(1 / 40320.0);
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1 / 5040.0));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1 / 720.0));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1 / 120.0));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1 / 24.0));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1 / 6.0));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(0.5));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1.0));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1.0));
        return series * Vector512.ShiftLeft(rounded.AsInt64() + Vector512.Create(1023L), 52).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fluctuation(Vector512<double> ratio)
    {
        var t = Vector512.FusedMultiplyAdd(ratio, Vector512.Create(2 / GreatestRatio), Vector512.Create(-1.0));
        var value = Vector512.Create(FluctuationPolynomial[Degree]);
        for (int k = Degree - 1; k >= 0; k--) value = Vector512.FusedMultiplyAdd(value, t, Vector512.Create(FluctuationPolynomial[k]));
        return value;
    }

    /// <summary>(2 / (1 + r))^3.11 / 2 for r from 0 to <see cref="GreatestRatio"/>, mapped to -1..1: Chebyshev interpolation, as powers.</summary>
    private static double[] FitFluctuation()
    {
        const int Nodes = Degree + 1;
        var coefficients = new double[Nodes];
        for (int k = 0; k < Nodes; k++)
        {
            for (int node = 0; node < Nodes; node++)
            {
                double angle = Math.PI * (node + 0.5) / Nodes, r = (Math.Cos(angle) + 1) / 2 * GreatestRatio;
                coefficients[k] += (k == 0 ? 1.0 : 2.0) / Nodes * Math.Cos(k * angle) * 0.5 * Math.Pow(2 / (1 + r), 3.11);
            }
        }

        // T[k+1] = 2 t T[k] - T[k-1] turns the series into powers of t.
        var powers = new double[Nodes];
        double[] before = new double[Nodes], current = new double[Nodes];
        before[0] = 1;
        current[1] = 1;
        powers[0] = coefficients[0];
        for (int k = 1; k < Nodes; k++)
        {
            for (int i = 0; i < Nodes; i++) powers[i] += coefficients[k] * current[i];
            var next = new double[Nodes];
            for (int i = 0; i < Nodes; i++) next[i] = (i > 0 ? 2 * current[i - 1] : 0) - before[i];
            (before, current) = (current, next);
        }

        return powers;
    }
}
