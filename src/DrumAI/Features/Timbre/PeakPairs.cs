using System.Runtime.Intrinsics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Sum of the roughness of all pairs of peaks in a spectrum (see <see cref="Timbre.Roughness"/>). Pairs farther apart than
/// where the interference has fallen below 1e-11 are left out; Y^3.11 / 2 is a function of the amplitudes' ratio alone and
/// taken from a polynomial (error below 1e-10).
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class PeakPairs
{
    private const double RiseRate = 3.51, FallRate = 5.75;
    private const double NegligibleExponent = 25;
    private const double GreatestRatio = 1.15;
    private const int Degree = 14;

    private static readonly double[] FluctuationPolynomial = FitFluctuation();

    private double[] frequencies = [], amplitudes = [], inverses = [], roots = [], heights = [];

    /// <summary>The sum.</summary>
    /// <param name="peaks">The peaks.</param>
    /// <param name="spectrum">The spectrum that they were found in: their unrefined heights say which of two is the greater.</param>
    /// <param name="binHz">Distance of its bins.</param>
    public double Roughness(PeakPicker peaks, ReadOnlySpan<double> spectrum, double binHz)
    {
        int count = peaks.Count, room = count + Vector256<double>.Count;
        if (count < 2) return 0;
        Scratch.Grow(ref frequencies, room);
        Scratch.Grow(ref amplitudes, room);
        Scratch.Grow(ref inverses, room);
        Scratch.Grow(ref roots, room);
        Scratch.Grow(ref heights, room);
        for (int i = 0; i < room; i++)
        {
            // Beyond the last peak: one without amplitude, infinitely high up.
            bool real = i < count;
            amplitudes[i] = real ? peaks.Levels[i] : 0;
            frequencies[i] = real ? peaks.Positions[i] * binHz : double.MaxValue;
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
        var own = Vector256.Create(amplitudes[i]);
        var ownInverse = Vector256.Create(inverses[i]);
        var ownHeight = Vector256.Create(heights[i]);
        var ownFrequency = Vector256.Create(frequencies[i]);
        var rise = Vector256.Create(-RiseRate * rate);
        var fall = Vector256.Create(-FallRate * rate);
        var lowest = Vector256.Create(-700.0);
        var sums = Vector256<double>.Zero;
        for (int j = i + 1; j < count && frequencies[j] < limitHz; j += Vector256<double>.Count)
        {
            var distance = Vector256.LoadUnsafe(ref frequencies[j]) - ownFrequency;
            var interference = Vector256.Exp(Vector256.Max(rise * distance, lowest)) - Vector256.Exp(Vector256.Max(fall * distance, lowest));
            var otherIsGreater = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heights[j]), ownHeight);
            var ratio = Vector256.ConditionalSelect(otherIsGreater,
                own * Vector256.LoadUnsafe(ref inverses[j]), ownInverse * Vector256.LoadUnsafe(ref amplitudes[j]));
            sums += interference * Fluctuation(Vector256.Min(ratio, Vector256.Create(GreatestRatio))) * Vector256.LoadUnsafe(ref roots[j]);
        }

        return Vector256.Sum(sums);
    }

    private static Vector256<double> Fluctuation(Vector256<double> ratio)
    {
        var t = Vector256.FusedMultiplyAdd(ratio, Vector256.Create(2 / GreatestRatio), Vector256.Create(-1.0));
        var value = Vector256.Create(FluctuationPolynomial[Degree]);
        for (int k = Degree - 1; k >= 0; k--) value = Vector256.FusedMultiplyAdd(value, t, Vector256.Create(FluctuationPolynomial[k]));
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
