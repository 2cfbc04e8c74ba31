namespace DrumAI.Training;

/// <summary>Draws from Beta(a, a), the shares by which two sounds are mixed.</summary>
internal static class BetaDraw
{
    /// <summary>A draw as a ratio of powers of uniform draws (Jöhnk, 1964).</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="a">Parameter, above 0, at most 1.</param>
    /// <returns>0 to 1.</returns>
    public static double Next(Random random, double a)
    {
        while (true)
        {
            double x = Math.Pow(random.NextDouble(), 1 / a), y = Math.Pow(random.NextDouble(), 1 / a);
            if (x + y is > 0 and <= 1) return x / (x + y);
        }
    }
}
