namespace DrumAI.Training.Tests;

/// <summary>The signals by formula for which the reference values of pretrained networks were computed.</summary>
internal static class ReferenceSignal
{
    /// <param name="name"><c>silence</c>, <c>sine440</c>, <c>kick</c> or <c>snare</c>.</param>
    /// <param name="rate">Frames a second, in Hz.</param>
    /// <param name="count">Amplitudes.</param>
    public static float[] Make(string name, int rate, int count)
    {
        uint state = 1;
        double Noise()
        {
            state = unchecked(1664525 * state + 1013904223);
            return state / 2147483648.0 - 1;
        }

        return [.. Enumerable.Range(0, count).Select(n => (double)n / rate).Select(t => (float)(name switch
        {
            "sine440" => Math.Sin(2 * Math.PI * 440 * t),
            "kick" => 0.8 * Math.Sin(2 * Math.PI * (50 * t + 2 * (1 - Math.Exp(-30 * t)))) * Math.Exp(-8 * t),
            "snare" => 0.9 * Noise() * Math.Exp(-15 * t),
            _ => 0,
        }))];
    }
}
