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
    /// <summary>On the folds learned from, fewer false matches than this in 100,000 pairs: some room below the goal of 1.</summary>
    private const double FalseMatchesAllowed = 0.8;

    /// <summary>Each fold in turn.</summary>
    public static IReadOnlyList<HeldOut> Measure(Collection collection, Waves waves) =>
        [.. collection.Originals.Select(o => o.File.Fold).Distinct().Order().Select(fold => Measure(collection, fold, waves))];

    private static HeldOut Measure(Collection collection, int fold, Waves waves)
    {
        var learned = collection.Where(file => file.Fold != fold);
        var thresholds = ThresholdLearner.Learn(learned, "held out");
        var own = new Measurement(learned.Originals, [], thresholds, waves, _ => true);
        int distance = Enumerable.Range(0, DuplicateFinder.CandidateDistance).Last(d => own.FalseMatches(d) < FalseMatchesAllowed);
        return new HeldOut(fold, distance, new Measurement(
            collection.Originals, collection.Where(file => file.Fold == fold).Pairs, thresholds, waves, file => file.Fold == fold));
    }
}
