namespace DrumAI.Lab.Audit;

/// <summary>Wrong labels put in on purpose, to see how many of them the audit finds.</summary>
internal static class NoiseTrial
{
    /// <summary>Gives a share of the sounds another class, drawn as often as it occurs.</summary>
    /// <returns>The labels, and the indices of those that are wrong now.</returns>
    public static (int[] Labels, IReadOnlySet<int> Wrong) Inject(IReadOnlyList<int> labels, double share, int seed)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, labels.Count)];
        random.Shuffle(order);
        var wrong = order.Take((int)Math.Round(share * labels.Count)).ToHashSet();
        int[] spoilt = [.. labels];
        foreach (int i in wrong)
            while (spoilt[i] == labels[i]) spoilt[i] = labels[random.Next(labels.Count)];
        return (spoilt, wrong);
    }

    /// <summary>Share of the wrong ones that lie among the sounds of the lowest quality.</summary>
    /// <param name="quality">Label quality of each sound.</param>
    /// <param name="wrong">Indices of the wrong ones.</param>
    /// <param name="worst">How large a share of all sounds is looked at.</param>
    public static double Found(IReadOnlyList<double> quality, IReadOnlySet<int> wrong, double worst) =>
        (double)Enumerable.Range(0, quality.Count).OrderBy(i => quality[i]).Take((int)(worst * quality.Count)).Count(wrong.Contains) / wrong.Count;
}
