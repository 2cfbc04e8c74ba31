namespace DrumAI.Audio;

/// <summary>
/// Tells loops from one-shots by ear: a loop has at least four strokes within 20 dB of the strongest, spread over at least 0.7 s, that do
/// not merely die away like an echo, and of which more than two thirds come back after some lag of at least 0.2 s.
/// </summary>
/// <remarks>
/// The lag stands for a beat or a bar, so that swing and syncopation do no harm: what is asked is not whether strokes lie on a grid, but
/// whether the pattern repeats. Strokes at random times pass one time in twelve.
/// </remarks>
public static class LoopDetector
{
    private const double MinDurationSeconds = 0.9, MaxAnalysedSeconds = 30, MinSpanSeconds = 0.7, MinLagSeconds = 0.2, MaxLagShare = 0.75;
    private const double ToleranceSeconds = 0.015, RangeDecibels = 20, EchoStepDecibels = 1;
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
        double maxLag = (MaxLagShare * (times[^1] - times[0])) + ToleranceSeconds;
        for (int i = 0; i < times.Length; i++)
        {
            for (int j = i + 1; j < times.Length; j++)
            {
                double lag = times[j] - times[i];
                if (lag < MinLagSeconds || lag > maxLag) continue;
                (int tried, int met) = Meetings(times, lag);
                if (met >= 2 && 3 * met > 2 * tried) return true;
            }
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
}
