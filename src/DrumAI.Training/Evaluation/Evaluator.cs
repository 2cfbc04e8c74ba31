using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>Measures a model by what it answered for sounds it was not trained on.</summary>
public static class Evaluator
{
    /// <summary>
    /// Pools the predictions of all folds and measures them. Logits are calibrated on the other folds than the row's own; where there is a single fold,
    /// on the other four fifths of its rows.
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

        var asTheyCame = rows;
        if (calibrate) rows = CalibratedOnOtherFolds(rows, taxonomy);
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
        double[][] probabilities = [.. rows.Select(r => r.ClassProbabilities())];
        var reliability = Reliability(labels, probabilities);
        return new EvaluationReport(
            protocol, rows.Count, groups.Length,
            Spread: figures[0], Large: figures[1], Report: figures[2], All: figures[3], Accuracy: figures[4], Subclass: figures[5],
            AreaUnderCurve: RankMeasures.MacroOneVersusOne(labels, probabilities),
            LogLoss: -labels.Zip(probabilities, (label, p) => Math.Log(p[label])).Average(),
            CalibrationError: Calibration.ExpectedError(reliability),
            UncalibratedError: calibrate ? Calibration.ExpectedError(Reliability(labels, [.. asTheyCame.Select(r => r.ClassProbabilities())])) : null,
            Calibration: calibrate ? LogitCalibration.Fit(asTheyCame, taxonomy) : LogitCalibration.None(taxonomy),
            Classes: Scores(whole.Class, taxonomy.Classes.Select(c => c.Name)),
            Subclasses: Scores(whole.Subclass, taxonomy.Subclasses.Select(s => s.Name)),
            reliability,
            whole.Class,
            whole.Subclass);
    }

    /// <summary>The rows with logits as calibrated on the other folds than their own.</summary>
    public static IReadOnlyList<PredictionRow> CalibratedOnOtherFolds(IReadOnlyList<PredictionRow> rows, DrumTaxonomy taxonomy)
    {
        const int fifths = 5;
        bool isOneFold = rows.DistinctBy(r => r.Fold).Count() == 1;
        int[] parts = [.. rows.Select((r, i) => isOneFold ? i % fifths : r.Fold)];
        var calibrations = parts.Distinct().ToDictionary(
            part => part,
            part => LogitCalibration.Fit([.. rows.Where((_, i) => parts[i] != part)], taxonomy));
        return [.. rows.Select((r, i) => calibrations[parts[i]].Apply(r))];
    }

    private static IReadOnlyList<ReliabilityBin> Reliability(int[] labels, double[][] probabilities) => Calibration.Reliability(
        Array.ConvertAll(probabilities, p => p.Max()), [.. probabilities.Select((p, i) => Array.IndexOf(p, p.Max()) == labels[i])]);

    private static ClassScore[] Scores(ConfusionMatrix confusion, IEnumerable<string> names) =>
        [.. names.Select((name, i) => new ClassScore(name, confusion.Precision(i), confusion.Recall(i), confusion.F1(i), confusion.Support(i)))];
}
