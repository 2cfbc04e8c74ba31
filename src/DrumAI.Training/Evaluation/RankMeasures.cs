namespace DrumAI.Training.Evaluation;

/// <summary>Measures of how well probabilities order sounds, whatever threshold one sets.</summary>
public static class RankMeasures
{
    /// <summary>
    /// The area under the receiver operating characteristic: the chance that a positive scores above a negative, ties counting half
    /// (the Mann-Whitney statistic over the number of pairs). NaN where one side is empty.
    /// </summary>
    /// <param name="positives">Scores of the rows that should score high.</param>
    /// <param name="negatives">Scores of the others.</param>
    public static double AreaUnderCurve(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        if (positives.IsEmpty || negatives.IsEmpty) return double.NaN;
        double[] low = negatives.ToArray();
        Array.Sort(low);
        double wins = 0;
        foreach (double score in positives) wins += 0.5 * (Below(low, score, inclusive: false) + Below(low, score, inclusive: true));
        return wins / ((double)positives.Length * negatives.Length);
    }

    /// <summary>
    /// The mean over all pairs of classes that occur of the area under the curve between the two (Hand and Till, 2001): for classes a and b, the mean of how well
    /// the probability of a tells a's rows from b's, and that of b the reverse. scikit-learn's <c>roc_auc_score(multi_class="ovo", average="macro")</c>.
    /// NaN where fewer than two classes occur.
    /// </summary>
    /// <param name="labels">True class of each row.</param>
    /// <param name="probabilities">Class probabilities of each row.</param>
    public static double MacroOneVersusOne(IReadOnlyList<int> labels, IReadOnlyList<double[]> probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Count, labels.Count, nameof(probabilities));
        var rows = Enumerable.Range(0, labels.Count).GroupBy(i => labels[i]).Select(g => (Class: g.Key, Rows: g.ToArray())).ToArray();
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < rows.Length; a++)
        {
            for (int b = a + 1; b < rows.Length; b++)
            {
                sum += 0.5 * (Between(rows[a], rows[b]) + Between(rows[b], rows[a]));
                pairs++;
            }
        }

        return pairs == 0 ? double.NaN : sum / pairs;

        double Between((int Class, int[] Rows) positive, (int Class, int[] Rows) negative) => AreaUnderCurve(
            Array.ConvertAll(positive.Rows, i => probabilities[i][positive.Class]), Array.ConvertAll(negative.Rows, i => probabilities[i][positive.Class]));
    }

    /// <summary>How many of the sorted values lie below a score, or at it.</summary>
    private static int Below(double[] sorted, double score, bool inclusive)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < score || (inclusive && sorted[middle] == score)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
