namespace DrumAI.Features.Timbre;

/// <summary>
/// Envelope that rises with every new peak at once, holds it for 10 ms and then falls in a straight line, from the sound's
/// peak to nothing in the decay time, until the sound meets it. It does not smear an attack as a low-pass would.
/// </summary>
internal static class HoldEnvelope
{
    private const double HoldSeconds = 0.01;

    /// <summary>Follows a sound.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="peak">Its largest magnitude.</param>
    /// <param name="sampleRate">Its rate.</param>
    /// <param name="decaySeconds">Time in which the envelope falls from the peak to 0.</param>
    /// <param name="envelope">Receives as many values.</param>
    public static void Follow(ReadOnlySpan<double> audio, double peak, int sampleRate, double decaySeconds, Span<double> envelope)
    {
        double decay = peak / (decaySeconds * sampleRate), hold = HoldSeconds * sampleRate, level = 0;
        int held = 0;
        for (int i = 0; i < audio.Length; i++)
        {
            double magnitude = Math.Abs(audio[i]);
            if (magnitude >= level)
            {
                level = magnitude;
                held = 0;
            }
            else if (held < hold)
            {
                held++;
            }
            else
            {
                level = Math.Max(level - decay, magnitude);
            }

            envelope[i] = level;
        }
    }
}
