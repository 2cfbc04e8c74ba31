using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>
/// Thresholds and distance learned on four folds of libraries, and measured on the fifth, whose libraries they never saw: its copies against their
/// originals, and its sounds against all sounds of the pool.
/// </summary>
/// <param name="Fold">The fold measured.</param>
/// <param name="Distance">The learned distance of "same".</param>
/// <param name="Measured">What came of it.</param>
internal sealed record HeldOut(int Fold, int Distance, Measurement Measured)
{
    /// <summary>The share of copies that must be found under each kind of change, and under two at once.</summary>
    private const double FoundSingle = 0.99, FoundTwo = 0.97;

    /// <summary>Each fold in turn.</summary>
    public static IReadOnlyList<HeldOut> Measure(Collection collection, Waves waves) =>
        [.. collection.Originals.Select(o => o.File.Fold).Distinct().Order().Select(fold => Measure(collection, fold, waves))];

    /// <summary>The smallest distance at which enough copies find their original: whatever is larger only adds false matches.</summary>
    public static int SmallestSufficient(Measurement measured) => Enumerable.Range(0, Fingerprint.BitCount)
        .First(d => measured.WorstFound(d) >= FoundSingle && measured.ShareFound(Clothes.TwoAtOnce, d) >= FoundTwo);

    private static HeldOut Measure(Collection collection, int fold, Waves waves)
    {
        var learned = collection.Where(file => file.Fold != fold);
        var thresholds = ThresholdLearner.Learn(learned, "held out");
        var own = new Measurement(learned.Originals, learned.Pairs, thresholds, waves, _ => false);
        int distance = SmallestSufficient(own);
        return new HeldOut(fold, distance, new Measurement(
            collection.Originals, collection.Where(file => file.Fold == fold).Pairs, thresholds, waves, file => file.Fold == fold));
    }
}
