namespace DrumAI.Training.Tests.Privacy;

/// <summary>
/// Improves a guessed log-mel picture until something heard in it is what was wanted: steps along the ways in which sounds of the class differ from
/// each other, each kept if it helps. It needs nothing of the goal but its value, as an attacker has who can run the model.
/// </summary>
internal static class GuessSearch
{
    /// <param name="start">The first guess.</param>
    /// <param name="relatives">Sounds of the class.</param>
    /// <param name="goal">What to make small.</param>
    /// <param name="steps">Guesses to try.</param>
    public static double[] Run(double[] start, IReadOnlyList<KnownSound> relatives, Func<double[], double> goal, int steps)
    {
        var random = new Random(3);
        double[] best = start;
        double least = goal(best);
        double size = 0.5;
        for (int step = 0; step < steps; step++)
        {
            var (a, b) = (relatives[random.Next(relatives.Count)].LogMel, relatives[random.Next(relatives.Count)].LogMel);
            // Towards another sound altogether, or along the difference of two.
            double[] tried = step % 3 == 0
                ? [.. best.Zip(a, (v, w) => v + 0.5 * size * (w - v))]
                : [.. best.Select((v, i) => v + size * (a[i] - b[i]))];
            double value = goal(tried);
            if (value < least) (best, least, size) = (tried, value, Math.Min(1, size * 1.3));
            else size = Math.Max(0.05, size * 0.93);
        }

        return best;
    }
}
