namespace DrumAI.Lab.Splits;

/// <summary>
/// Deals whole units (kits, groups of kin) to sides so that each side gets its share of each label as nearly as whole units allow: the largest first, each to where it does
/// least harm, then single moves for as long as one helps.
/// </summary>
/// <remarks>Harm: over all sides and labels, the squared difference between what a side has and its share, divided by the label's size; and the same of all sounds together.</remarks>
internal static class Allotment
{
    /// <summary>Deals units.</summary>
    /// <param name="units">For each unit, how many sounds it has of each label.</param>
    /// <param name="shares">Share of each side; they sum to 1.</param>
    /// <returns>Side of each unit.</returns>
    public static int[] Deal(IReadOnlyList<int[]> units, IReadOnlyList<double> shares)
    {
        int labels = units[0].Length;
        // One column more counts all sounds, so that sides are of the right size as a whole too.
        double[][] counts = [.. units.Select(u => (double[])[.. u.Select(n => (double)n), u.Sum()])];
        double[] totals = [.. Enumerable.Range(0, labels + 1).Select(l => counts.Sum(u => u[l]))];
        double[][] sides = [.. shares.Select(_ => new double[labels + 1])];
        var side = new int[units.Count];
        foreach (int unit in Enumerable.Range(0, units.Count).OrderByDescending(u => counts[u][labels]).ThenBy(u => u))
        {
            side[unit] = Best(unit);
            Add(side[unit], unit, 1);
        }

        for (bool moved = true; moved;)
        {
            moved = false;
            for (int unit = 0; unit < units.Count; unit++)
            {
                Add(side[unit], unit, -1);
                int better = Best(unit);
                // It stays where it does as little harm.
                if (Harm(side[unit], unit) <= Harm(better, unit) + 1e-9) better = side[unit];
                moved |= better != side[unit];
                side[unit] = better;
                Add(better, unit, 1);
            }
        }

        return side;

        int Best(int unit) => Enumerable.Range(0, shares.Count).MinBy(s => Harm(s, unit));

        // How much worse all becomes when the unit goes to a side.
        double Harm(int to, int unit)
        {
            double harm = 0;
            for (int l = 0; l <= labels; l++)
            {
                if (counts[unit][l] == 0) continue;
                double over = sides[to][l] - shares[to] * totals[l];
                harm += ((over + counts[unit][l]) * (over + counts[unit][l]) - over * over) / (totals[l] * shares[to]);
            }

            return harm;
        }

        void Add(int to, int unit, int sign)
        {
            for (int l = 0; l <= labels; l++) sides[to][l] += sign * counts[unit][l];
        }
    }
}
