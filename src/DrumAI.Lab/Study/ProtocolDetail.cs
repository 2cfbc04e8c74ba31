using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>Classes, confusions and mistakes of a recipe on held-out sounds.</summary>
/// <param name="Classes">Each class.</param>
/// <param name="Subclasses">Each sub-class, within its class.</param>
/// <param name="Reliability">Confidence against accuracy.</param>
/// <param name="Confusion">Counts, a row for each true class.</param>
/// <param name="SubclassConfusion">The same of sub-classes.</param>
/// <param name="Mistakes">The most common confusions of classes, with sounds.</param>
internal sealed record ProtocolDetail(
    IReadOnlyList<ClassScore> Classes, IReadOnlyList<ClassScore> Subclasses, IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<IReadOnlyList<int>> Confusion, IReadOnlyList<IReadOnlyList<int>> SubclassConfusion, IReadOnlyList<Mistake> Mistakes)
{
    private const int ShownConfusions = 15, ShownSounds = 4;

    /// <summary>Takes them out of a report and its rows.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="calibrated">The held-out sounds, calibrated on other folds.</param>
    /// <param name="taxonomy">The classes.</param>
    public static ProtocolDetail Of(EvaluationReport report, IReadOnlyList<PredictionRow> calibrated, DrumTaxonomy taxonomy)
    {
        var wrong = calibrated
            .Select(row => (row.Path, row.Class, Probabilities: row.ClassProbabilities()))
            .Select(p => (p.Path, p.Class, Predicted: Array.IndexOf(p.Probabilities, p.Probabilities.Max()), Confidence: p.Probabilities.Max()))
            .Where(p => p.Predicted != p.Class);
        var mistakes = wrong.GroupBy(p => (p.Class, p.Predicted)).OrderByDescending(g => g.Count()).Take(ShownConfusions).Select(g => new Mistake(
            taxonomy.Classes[g.Key.Class].Name, taxonomy.Classes[g.Key.Predicted].Name, g.Count(), [.. g.OrderByDescending(p => p.Confidence).Take(ShownSounds).Select(p => p.Path)]));
        return new ProtocolDetail(report.Classes, report.Subclasses, report.Reliability, report.Confusion.Counts, report.SubclassConfusion.Counts, [.. mistakes]);
    }
}
