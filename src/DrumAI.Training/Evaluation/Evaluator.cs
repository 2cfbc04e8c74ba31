using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>Measures a model by what it answered for sounds it was not trained on.</summary>
public static class Evaluator
{
    /// <summary>
    /// Pools the predictions of all folds and measures them. Probabilities are calibrated on the other folds than the row's own; where there is a single fold,
    /// on the rows themselves.
    /// </summary>
    /// <param name="rows">The predictions, at least one.</param>
    /// <param name="taxonomy">The classes they speak of.</param>
    /// <param name="protocol">How training and test sounds were kept apart, for the reader of the report.</param>
    /// <param name="bootstrapCount">How many times groups are drawn for the intervals; 0 for none.</param>
    /// <param name="seed">Seed of these draws.</param>
    /// <param name="calibrate">False to measure the probabilities as they come, such as those of a model that is calibrated already.</param>
    public static EvaluationReport Evaluate(IReadOnlyList<PredictionRow> rows, DrumTaxonomy taxonomy, string protocol, int bootstrapCount = 1000, int seed = 1, bool calibrate = true)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(bootstrapCount);

        GroupTally[] groups = [.. rows.GroupBy(r => r.Group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => GroupTally.Of(g, taxonomy))];
        var figures = GroupBootstrap.Measure(
            groups,
            GroupBootstrap.Draw(groups.Length, bootstrapCount, seed),
            taxonomy,
            t => t.Class.MacroF1(ClassSets.Spread(taxonomy)),
            t => t.Class.MacroF1(ClassSets.Large(taxonomy)),
            t => t.Class.MacroF1(ClassSets.Report(taxonomy)),
            t => t.Class.MacroF1(ClassSets.All(taxonomy)),
            t => t.Class.Accuracy,
            t => t.Subclass.MacroF1(Enumerable.Range(0, taxonomy.Subclasses.Count)));

        var whole = GroupTally.Of(rows, taxonomy);
        var labels = rows.Select(r => r.Class).ToArray();
        var plain = Temperatures.None(taxonomy);
        double[][] asTheyCome = [.. rows.Select(plain.ClassProbabilities)];
        var probabilities = calibrate ? CalibratedOnOtherFolds(rows, taxonomy) : asTheyCome;
        var reliability = Reliability(labels, probabilities);
        return new EvaluationReport(
            protocol, rows.Count, groups.Length,
            Spread: figures[0], Large: figures[1], Report: figures[2], All: figures[3], Accuracy: figures[4], Subclass: figures[5],
            AreaUnderCurve: RankMeasures.MacroOneVersusOne(labels, probabilities),
            CalibrationError: Calibration.ExpectedError(reliability),
            UncalibratedError: calibrate ? Calibration.ExpectedError(Reliability(labels, asTheyCome)) : null,
            Temperatures: calibrate ? Temperatures.Fit(rows, taxonomy) : plain,
            Classes: Scores(whole.Class, taxonomy.Classes.Select(c => c.Name)),
            Subclasses: Scores(whole.Subclass, taxonomy.Subclasses.Select(s => s.Name)),
            reliability,
            whole.Class,
            whole.Subclass);
    }

    private static double[][] CalibratedOnOtherFolds(IReadOnlyList<PredictionRow> rows, DrumTaxonomy taxonomy)
    {
        var folds = rows.Select(r => r.Fold).Distinct().ToArray();
        var temperatures = folds.ToDictionary(
            fold => fold,
            fold => Temperatures.Fit(folds.Length == 1 ? rows : [.. rows.Where(r => r.Fold != fold)], taxonomy));
        return [.. rows.Select(r => temperatures[r.Fold].ClassProbabilities(r))];
    }

    private static IReadOnlyList<ReliabilityBin> Reliability(int[] labels, double[][] probabilities) => Calibration.Reliability(
        Array.ConvertAll(probabilities, p => p.Max()), [.. probabilities.Select((p, i) => Array.IndexOf(p, p.Max()) == labels[i])]);

    private static ClassScore[] Scores(ConfusionMatrix confusion, IEnumerable<string> names) =>
        [.. names.Select((name, i) => new ClassScore(name, confusion.Precision(i), confusion.Recall(i), confusion.F1(i), confusion.Support(i)))];
}
