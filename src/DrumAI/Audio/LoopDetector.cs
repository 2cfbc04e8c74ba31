namespace DrumAI.Audio;

/// <summary>
/// Tells loops from one-shots by ear: a loop has at least four strokes within 20 dB of the strongest, spread over at least 0.7 s, that do
/// not merely die away like an echo, and its strokes come back after some lag more often than chance would have it.
/// </summary>
/// <remarks>
/// The lag stands for a beat or a bar, so that swing and syncopation do no harm: what is asked is not whether strokes lie on a grid, but
/// whether the pattern repeats. If n strokes fell at random, one would lie within 15 ms of a given moment with probability
/// p = 2 * 0.015 s * (n - 1) / span; k of m lagged strokes meeting another then has a binomial tail for its probability, which is
/// weighed by the square root of the number of lags tried (they are not independent).
/// </remarks>
public static class LoopDetector
{
    private const double MinDurationSeconds = 0.9, MaxAnalysedSeconds = 30, MinSpanSeconds = 0.7, MinLagSeconds = 0.2, MaxLagShare = 0.75;
    private const double ToleranceSeconds = 0.015, RangeDecibels = 20, EchoStepDecibels = 1, MinMetShare = 0.5, MaxChance = 0.45;
    private const int MinOnsetCount = 4, MaxOnsetCount = 64;

    /// <summary>The kind of a sound.</summary>
    /// <param name="mono">One channel of it, finite amplitudes; the first 30 s count.</param>
    /// <param name="sampleRate">Hz.</param>
    /// <returns><see cref="SoundKind.OneShot"/> for everything under 0.9 s, silence included.</returns>
    public static SoundKind Detect(ReadOnlySpan<float> mono, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (mono.Length < MinDurationSeconds * sampleRate) return SoundKind.OneShot;
        if (mono.Length > MaxAnalysedSeconds * sampleRate) mono = mono[..(int)(MaxAnalysedSeconds * sampleRate)];
        IReadOnlyList<Onset> onsets = OnsetDetector.Find(mono, sampleRate);
        return HasRhythm(onsets) ? SoundKind.Loop : SoundKind.OneShot;
    }

    /// <summary>Whether strokes make a rhythm.</summary>
    /// <param name="onsets">Strokes in order of time.</param>
    internal static bool HasRhythm(IReadOnlyList<Onset> onsets)
    {
        if (onsets.Count < MinOnsetCount) return false;
        double weakest = onsets.Max(onset => onset.LevelDecibels) - RangeDecibels;
        Onset[] strong = [.. onsets.Where(onset => onset.LevelDecibels >= weakest).Take(MaxOnsetCount)];
        return strong.Length >= MinOnsetCount
            && strong[^1].TimeSeconds - strong[0].TimeSeconds >= MinSpanSeconds
            && !IsEcho(strong)
            && Repeats([.. strong.Select(onset => onset.TimeSeconds)]);
    }

    /// <summary>Whether every stroke is weaker than the one before, as in a delay effect or a bouncing ball.</summary>
    private static bool IsEcho(Onset[] onsets)
    {
        for (int i = 1; i < onsets.Length; i++)
        {
            if (onsets[i].LevelDecibels >= onsets[i - 1].LevelDecibels - EchoStepDecibels) return false;
        }

        return true;
    }

    private static bool Repeats(double[] times)
    {
        double span = times[^1] - times[0];
        double chanceOfOne = Math.Min(0.9, 2 * ToleranceSeconds * (times.Length - 1) / span);
        var lags = new SortedSet<int>();
        for (int i = 0; i < times.Length; i++)
        {
            for (int j = i + 1; j < times.Length; j++)
            {
                double lag = times[j] - times[i];
                if (lag >= MinLagSeconds && lag <= (MaxLagShare * span) + ToleranceSeconds) lags.Add((int)Math.Round(lag * 1000));
            }
        }

        foreach (int milliseconds in lags)
        {
            double lag = milliseconds / 1000.0;
            (int tried, int met) = Meetings(times, lag);
            // The lag was taken from one pair of strokes, which proves nothing and is not counted.
            if (met < 2 || met < MinMetShare * tried) continue;
            if (Math.Sqrt(lags.Count) * BinomialTail(tried - 1, met - 1, chanceOfOne) < MaxChance) return true;
        }

        return false;
    }

    /// <summary>How many strokes have room for a lag after them, and how many of those meet a stroke there.</summary>
    private static (int Tried, int Met) Meetings(double[] times, double lag)
    {
        int tried = 0, met = 0, candidate = 0;
        foreach (double time in times)
        {
            double expected = time + lag;
            if (expected > times[^1] + ToleranceSeconds) break;
            tried++;
            while (times[candidate] < expected - ToleranceSeconds) candidate++;
            if (times[candidate] <= expected + ToleranceSeconds) met++;
        }

        return (tried, met);
    }

    /// <summary>P(X >= successes) for X binomial with <paramref name="trials"/> trials.</summary>
    private static double BinomialTail(int trials, int successes, double probability)
    {
        double term = Math.Pow(1 - probability, trials), tail = 0;
        for (int i = 0; i <= trials; i++)
        {
            if (i >= successes) tail += term;
            term *= (double)(trials - i) / (i + 1) * probability / (1 - probability);
        }

        return tail;
    }
}
