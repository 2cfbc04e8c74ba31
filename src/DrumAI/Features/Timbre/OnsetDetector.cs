namespace DrumAI.Features.Timbre;

/// <summary>
/// Onsets of a sound: peaks of the onset strength (librosa's peak picking and backtracking), each walked back along the
/// envelope to where the rise begins, and cleaned of what is no onset: duplicates, segments whose attack spans less than
/// 10 % of the envelope, onsets within 100 ms of another, and those followed by no strength of 3 or more.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class OnsetDetector
{
    private const int Hop = CenteredStft.Hop;
    private const int LookBackMilliseconds = 20;
    private const int HysteresisMilliseconds = 300;
    private const double LevelFraction = 0.1;
    private const double SeparationSeconds = 0.1;
    private const double LeastStrength = 3;

    private readonly List<int> peaks = [], onsets = [], strong = [];
    private double[] scaled = [];

    /// <summary>The onsets in samples, rising; 0 alone where there is none. Valid until the next call.</summary>
    /// <param name="strength">Onset strength of the sound.</param>
    /// <param name="envelope">Its envelope.</param>
    /// <param name="sampleRate">Its rate.</param>
    /// <param name="startZone">What begins this close to the start counts as beginning there.</param>
    public IReadOnlyList<int> Detect(ReadOnlySpan<double> strength, ReadOnlySpan<double> envelope, int sampleRate, int startZone)
    {
        onsets.Clear();
        strong.Clear();
        FindPeaks(strength, sampleRate);
        if (peaks.Count > 0)
        {
            double range = Range(envelope);
            WalkBack(envelope, sampleRate, startZone, range * LevelFraction);
            if (onsets.Count > 1) DropShallow(envelope, range * LevelFraction);
            if (onsets.Count > 1) DropCrowded(sampleRate * SeparationSeconds);
            KeepStrong(strength);
        }

        if (strong.Count == 0) strong.Add(0);
        return strong;
    }

    /// <summary>Peaks of the strength, in samples, each moved back to the last minimum before it.</summary>
    private void FindPeaks(ReadOnlySpan<double> strength, int sampleRate)
    {
        peaks.Clear();
        Span<double> x = Scratch.Grow(ref scaled, strength.Length);
        double min = double.PositiveInfinity, max = 0;
        foreach (double v in strength) min = Math.Min(min, v);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = strength[i] - min;
            max = Math.Max(max, x[i]);
        }

        if (!(max > 0)) return;
        for (int i = 0; i < x.Length; i++) x[i] /= max;

        int before = (int)Math.Ceiling(Math.Floor(0.03 * sampleRate / Hop)), wait = before;
        int averageBefore = (int)Math.Ceiling(Math.Floor(0.1 * sampleRate / Hop)), averageAfter = averageBefore + 1;
        int last = int.MinValue / 2;
        for (int n = 0; n < x.Length; n++)
        {
            if (x[n] == 0 || n <= last + wait || !IsPeak(x, n, before, averageBefore, averageAfter)) continue;
            last = n;
            peaks.Add(PrecedingMinimum(x, n) * Hop);
        }
    }

    private static bool IsPeak(ReadOnlySpan<double> x, int n, int before, int averageBefore, int averageAfter)
    {
        for (int i = Math.Max(0, n - before); i < n; i++)
        {
            if (x[i] > x[n]) return false;
        }

        ReadOnlySpan<double> around = x[Math.Max(0, n - averageBefore)..Math.Min(x.Length, n + averageAfter)];
        double sum = 0;
        foreach (double v in around) sum += v;
        return x[n] >= sum / around.Length + 0.07;
    }

    private static int PrecedingMinimum(ReadOnlySpan<double> x, int n)
    {
        for (int i = Math.Min(n, x.Length - 2); i > 0; i--)
        {
            if (x[i] <= x[i - 1] && x[i] < x[i + 1]) return i;
        }

        return 0;
    }

    private void WalkBack(ReadOnlySpan<double> envelope, int sampleRate, int startZone, double hysteresis)
    {
        int lookBack = LookBackMilliseconds * sampleRate / 1000, lookFar = HysteresisMilliseconds * sampleRate / 1000;
        foreach (int peak in peaks)
        {
            if (peak <= 0)
            {
                onsets.Add(0);
            }
            else if (onsets.Count == 0 || peak + Hop - 1 < envelope.Length)
            {
                onsets.Add(StartOfRise(envelope, Math.Min(peak, envelope.Length - 1), lookBack, lookFar, startZone, hysteresis));
            }
        }

        // 0 also says "too close to the start", so it counts only as the first.
        for (int i = onsets.Count - 1; i > 0; i--)
        {
            if (onsets[i] == 0 || onsets.IndexOf(onsets[i]) < i) onsets.RemoveAt(i);
        }
    }

    private static int StartOfRise(ReadOnlySpan<double> envelope, int at, int lookBack, int lookFar, int startZone, double hysteresis)
    {
        while (true)
        {
            int from = at - lookBack > 0 ? at - lookBack - 1 : 0, to = at - lookBack > 0 ? at : at - 1;
            if (to <= from) return 0;
            int lowest = from;
            for (int i = from + 1; i < to; i++)
            {
                if (envelope[i] < envelope[lowest]) lowest = i;
            }

            if (envelope[lowest] <= envelope[at])
            {
                // Close to the start, where the look-back is cut short, the original counts from a place before the start.
                if (at - lookBack <= 0) lowest += at - lookBack - 1;
                if (lowest <= startZone) return 0;
                at = lowest;
                continue;
            }

            int far = Math.Max(0, at - lookFar - 1), lower = at - 1;
            while (lower >= far && !(envelope[lower] < envelope[at])) lower--;
            if (lower < far) return at;
            if (Range(envelope[lower..at]) >= hysteresis) return at;
            if (lower < startZone) return 0;
            at = lower;
        }
    }

    private void DropShallow(ReadOnlySpan<double> envelope, double leastRange)
    {
        for (int i = onsets.Count - 1; i >= 0; i--)
        {
            int from = onsets[i], to = i == onsets.Count - 1 ? envelope.Length : onsets[i + 1];
            ReadOnlySpan<double> segment = to > from ? envelope[from..to] : [];
            int top = IndexOfMax(segment);
            if (top <= 0 || segment[top] - Min(segment[..top]) < leastRange) onsets.RemoveAt(i);
        }
    }

    private void DropCrowded(double separation)
    {
        bool dropped = true;
        while (dropped)
        {
            dropped = false;
            // All that follow another too closely go at once, also those that follow one which goes.
            for (int i = onsets.Count - 1; i > 0; i--)
            {
                if (Math.Abs(onsets[i] - onsets[i - 1]) >= separation) continue;
                onsets.RemoveAt(i);
                dropped = true;
            }
        }
    }

    private void KeepStrong(ReadOnlySpan<double> strength)
    {
        // A weak onset leaves the list of boundaries, so that the one before it reaches over its stretch.
        int end = strength.Length;
        for (int i = onsets.Count - 1; i >= 0; i--)
        {
            int frame = Math.Min(onsets[i] / Hop, strength.Length - 1);
            double max = double.NegativeInfinity;
            for (int k = frame; k < end; k++) max = Math.Max(max, strength[k]);
            if (max < LeastStrength) continue;
            strong.Add(onsets[i]);
            end = frame;
        }

        strong.Sort();
    }

    private static double Range(ReadOnlySpan<double> values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double v in values)
        {
            min = Math.Min(min, v);
            max = Math.Max(max, v);
        }

        return max - min;
    }

    private static double Min(ReadOnlySpan<double> values)
    {
        double min = double.PositiveInfinity;
        foreach (double v in values) min = Math.Min(min, v);
        return min;
    }

    private static int IndexOfMax(ReadOnlySpan<double> values)
    {
        int top = values.Length == 0 ? -1 : 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[top]) top = i;
        }

        return top;
    }
}
