namespace DrumAI.Features.Timbre;

/// <summary>How a curve rises to its maximum.</summary>
internal static class AttackTime
{
    /// <summary>Longest attack, in seconds.</summary>
    public const double LimitSeconds = 0.1;

    private const int ThresholdCount = 9;
    private const double EffortFactor = 3;

    private static ReadOnlySpan<double> Thresholds => [0.1, 0.1 + 0.1, 0.1 + 2 * 0.1, 0.1 + 3 * 0.1, 0.1 + 4 * 0.1, 0.1 + 5 * 0.1, 0.1 + 6 * 0.1, 0.1 + 7 * 0.1, 0.9];

    /// <summary>Index where the rise passes 20 % of its range; -1 where the curve does not rise to a maximum.</summary>
    public static int Start(ReadOnlySpan<double> curve)
    {
        if (!FindRise(curve, out int bottom, out int top)) return -1;
        ReadOnlySpan<double> rise = curve[bottom..(top + 1)];
        Span<int> passed = stackalloc int[1];
        Pass(rise, [0.2], passed);
        return bottom + passed[0];
    }

    /// <summary>
    /// The effort method (G. Peeters, "A large set of audio features", CUIDADO 2004): nine thresholds from 10 to 90 %; the
    /// attack leaves out steps that take more than three times the mean.
    /// </summary>
    /// <param name="curve">The envelope from an onset to the next.</param>
    /// <param name="sampleRate">Its rate.</param>
    /// <param name="start">Index where the attack begins; -1 where the curve does not rise to a maximum.</param>
    /// <returns>Decimal logarithm of the attack time in seconds; not a number where there is none.</returns>
    public static double LogSeconds(ReadOnlySpan<double> curve, int sampleRate, out int start)
    {
        start = -1;
        if (!FindRise(curve, out int bottom, out int top)) return double.NaN;
        ReadOnlySpan<double> rise = curve[bottom..(top + 1)];
        Span<int> passed = stackalloc int[ThresholdCount];
        Pass(rise, Thresholds, passed);

        double limit = EffortFactor * (passed[^1] - passed[0]) / (ThresholdCount - 1.0);
        int first = 0;
        while (first < ThresholdCount - 1 && passed[first + 1] - passed[first] > limit) first++;
        if (first == ThresholdCount - 1) first = 0;
        int last = first;
        while (last < ThresholdCount - 1 && passed[last + 1] - passed[last] < limit) last++;
        // Not found, or found at once: the last step ends it.
        if (last == ThresholdCount - 1 || last == first) last = ThresholdCount - 2;

        int from = passed[first], to = passed[last];
        if (from == to) (from, to) = (passed[0], passed[^1]);
        double seconds = from == to ? 1.0 / sampleRate : (to - from + 1.0) / sampleRate;
        if (seconds > LimitSeconds) seconds = ((int)(sampleRate * LimitSeconds) + 1.0) / sampleRate;
        start = bottom + from;
        return Math.Log10(seconds);
    }

    /// <summary>The maximum and, before it, the last place of the minimum.</summary>
    private static bool FindRise(ReadOnlySpan<double> curve, out int bottom, out int top)
    {
        top = 0;
        bottom = 0;
        for (int i = 1; i < curve.Length; i++)
        {
            if (curve[i] > curve[top]) top = i;
        }

        for (int i = 1; i < top; i++)
        {
            if (curve[i] <= curve[bottom]) bottom = i;
        }

        return top > 0 && curve[top] > 0;
    }

    /// <summary>Where the rise, which begins at its minimum and ends at its maximum, first reaches each of the rising fractions of its range.</summary>
    private static void Pass(ReadOnlySpan<double> rise, ReadOnlySpan<double> fractions, Span<int> passed)
    {
        // In parts of the maximum, as the original rounds: thresholds and coarsely quantised sounds can meet exactly.
        double max = rise[^1], min = rise[0] / max, range = 1 - min;
        int at = 0;
        for (int i = 0; i < fractions.Length; i++)
        {
            double level = fractions[i] * range + min;
            while (at < rise.Length - 1 && !(rise[at] / max >= level)) at++;
            passed[i] = at;
        }
    }
}
