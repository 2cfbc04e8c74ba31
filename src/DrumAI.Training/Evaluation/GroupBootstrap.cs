using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>
/// How a figure would vary over other libraries: groups are drawn with replacement, as many as there are, and the figure is taken of what
/// was drawn (the cluster bootstrap; Davison and Hinkley, 1997, section 3.8). Sounds of one group resemble each other, so drawing single sounds would
/// make intervals far too narrow.
/// </summary>
internal static class GroupBootstrap
{
    /// <summary>Measures a figure and its 95 % percentile interval.</summary>
    /// <param name="groups">The confusions of each group.</param>
    /// <param name="draws">For each draw, how often each group came.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="figures">The figures to take.</param>
    public static Estimate[] Measure(IReadOnlyList<GroupTally> groups, IReadOnlyList<int[]> draws, DrumTaxonomy taxonomy, params Func<GroupTally, double>[] figures)
    {
        var all = GroupTally.Sum(groups, [.. Enumerable.Repeat(1, groups.Count)], taxonomy);
        var replicates = draws.Select(times => GroupTally.Sum(groups, times, taxonomy)).ToArray();
        return Array.ConvertAll(figures, figure =>
        {
            double[] values = [.. replicates.Select(figure).Where(double.IsFinite).Order()];
            return new Estimate(figure(all), Quantile(values, 0.025), Quantile(values, 0.975));
        });
    }

    /// <summary>Draws groups with replacement.</summary>
    /// <param name="groupCount">How many there are, and are drawn each time.</param>
    /// <param name="drawCount">How many draws.</param>
    /// <param name="seed">The same seed draws the same.</param>
    /// <returns>For each draw, how often each group came.</returns>
    public static IReadOnlyList<int[]> Draw(int groupCount, int drawCount, int seed)
    {
        var random = new Random(seed);
        var draws = new int[drawCount][];
        for (int d = 0; d < drawCount; d++)
        {
            draws[d] = new int[groupCount];
            for (int i = 0; i < groupCount; i++) draws[d][random.Next(groupCount)]++;
        }

        return draws;
    }

    /// <summary>A quantile of sorted values, between neighbours by straight line; NaN where there are none.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
