namespace DrumAI.Lab.Splits;

/// <summary>A protocol: which sound is on which side.</summary>
/// <param name="Name">Name of the protocol and of its file.</param>
/// <param name="Sides">Side of each sound by its index, or null where it is left out for a near-duplicate.</param>
/// <param name="LeftOut">For each sound left out, the one that stays in its stead.</param>
internal sealed record SplitPlan(string Name, IReadOnlyList<int?> Sides, IReadOnlyDictionary<int, int> LeftOut)
{
    private const double TestShare = 0.2;
    private const int FoldCount = 5;

    /// <summary>Training (0) and test (1), a fifth of each label, kits whole.</summary>
    /// <param name="name">Name of the protocol.</param>
    /// <param name="sounds">The sounds.</param>
    /// <param name="pairs">Pairs of near-duplicates.</param>
    /// <param name="labelOf">What is stratified by: the class, or the sub-class.</param>
    public static SplitPlan Stratified(string name, IReadOnlyList<SplitSound> sounds, IReadOnlyList<(int First, int Second, int Distance)> pairs, Func<SplitSound, string> labelOf) =>
        Of(name, sounds, pairs, s => s.Kit, labelOf, [1 - TestShare, TestShare]);

    /// <summary>Five folds of whole libraries, machines and kits, with their kin.</summary>
    public static SplitPlan Folds(IReadOnlyList<SplitSound> sounds, IReadOnlyList<(int First, int Second, int Distance)> pairs) =>
        Of("folds", sounds, pairs, s => s.Group, s => s.Class, [.. Enumerable.Repeat(1.0 / FoldCount, FoldCount)]);

    private static SplitPlan Of(
        string name, IReadOnlyList<SplitSound> sounds, IReadOnlyList<(int First, int Second, int Distance)> pairs, Func<SplitSound, string> unitOf, Func<SplitSound, string> labelOf, double[] shares)
    {
        var left = NearDuplicates.LeaveOut(sounds, pairs, unitOf);
        int[] kept = [.. Enumerable.Range(0, sounds.Count).Where(i => !left.ContainsKey(i))];
        string[] labels = [.. kept.Select(i => labelOf(sounds[i])).Distinct().Order(StringComparer.Ordinal)];
        var labelIndex = labels.Select((l, i) => (l, i)).ToDictionary(p => p.l, p => p.i, StringComparer.Ordinal);
        var units = kept.GroupBy(i => unitOf(sounds[i]), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        int[] side = Allotment.Deal([.. units.Select(unit =>
        {
            var counts = new int[labels.Length];
            foreach (int i in unit) counts[labelIndex[labelOf(sounds[i])]]++;
            return counts;
        })], shares);
        var sides = new int?[sounds.Count];
        for (int u = 0; u < units.Length; u++)
            foreach (int i in units[u]) sides[i] = side[u];
        return new SplitPlan(name, sides, left);
    }
}
