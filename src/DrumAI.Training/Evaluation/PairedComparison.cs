using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>Whether one model is better than another on the same held-out sounds, and how much that hangs on the libraries: the same groups are drawn for both.</summary>
/// <param name="Name">Which figure.</param>
/// <param name="First">The first model's figure.</param>
/// <param name="Second">The second model's figure.</param>
/// <param name="Difference">Second less first, with its 95 % bootstrap interval over groups.</param>
public sealed record PairedComparison(string Name, double First, double Second, Estimate Difference)
{
    /// <summary>Name of the macro F1 over every class of which there are sounds.</summary>
    public const string AllClasses = "macro F1, all classes";

    /// <summary>Name of the macro F1 of sub-classes within the true class.</summary>
    public const string Subclasses = "macro F1, sub-class";

    /// <summary>Compares two models.</summary>
    /// <param name="first">Predictions of the first.</param>
    /// <param name="second">Predictions of the second for the same sounds.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="draws">How often groups are drawn.</param>
    /// <param name="seed">Seed of these draws.</param>
    /// <param name="calibrate">False where the logits are to be taken as they come, as those of models that are calibrated already.</param>
    /// <exception cref="InvalidDataException">The two are not of the same sounds.</exception>
    public static IReadOnlyList<PairedComparison> Of(IReadOnlyList<PredictionRow> first, IReadOnlyList<PredictionRow> second, DrumTaxonomy taxonomy, int draws = 1000, int seed = 1, bool calibrate = true)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(taxonomy);
        if (!first.Select(r => r.Path).Order(StringComparer.Ordinal).SequenceEqual(second.Select(r => r.Path).Order(StringComparer.Ordinal)))
            throw new InvalidDataException("The predictions are not of the same sounds.");
        GroupTally[] one = Tallies(first), two = Tallies(second);
        var (wholeOne, wholeTwo) = (GroupTally.Sum(one, [.. Enumerable.Repeat(1, one.Length)], taxonomy), GroupTally.Sum(two, [.. Enumerable.Repeat(1, two.Length)], taxonomy));
        var replicates = GroupBootstrap.Draw(one.Length, draws, seed).Select(times => (One: GroupTally.Sum(one, times, taxonomy), Two: GroupTally.Sum(two, times, taxonomy))).ToArray();
        return [.. Figures(taxonomy).Select(figure =>
        {
            double[] values = [.. replicates.Select(r => figure.Of(r.Two) - figure.Of(r.One)).Where(double.IsFinite).Order()];
            double ofOne = figure.Of(wholeOne), ofTwo = figure.Of(wholeTwo);
            return new PairedComparison(figure.Name, ofOne, ofTwo, new Estimate(ofTwo - ofOne, GroupBootstrap.Quantile(values, 0.025), GroupBootstrap.Quantile(values, 0.975)));
        })];

        GroupTally[] Tallies(IReadOnlyList<PredictionRow> rows) =>
            [.. (calibrate ? Evaluator.CalibratedOnOtherFolds(rows, taxonomy) : rows).GroupBy(r => r.Group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => GroupTally.Of(g, taxonomy))];
    }

    private static IEnumerable<(string Name, Func<GroupTally, double> Of)> Figures(DrumTaxonomy taxonomy) =>
    [
        ("macro F1, 17 classes", t => t.Class.MacroF1(ClassSets.Spread(taxonomy))),
        ("macro F1, 7 classes", t => t.Class.MacroF1(ClassSets.Large(taxonomy))),
        ("macro F1, 23 classes", t => t.Class.MacroF1(ClassSets.Report(taxonomy))),
        (AllClasses, t => t.Class.MacroF1(ClassSets.All(taxonomy))),
        ("accuracy", t => t.Class.Accuracy),
        (Subclasses, t => t.Subclass.MacroF1(Enumerable.Range(0, taxonomy.Subclasses.Count))),
    ];
}
