using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Audit;

/// <summary>How well the audit's classifiers, each by library, agree with labels.</summary>
/// <param name="Accuracy">Share of sounds whose likeliest class is the label.</param>
/// <param name="Spread">Macro F1 over the 17 classes that lie in several libraries.</param>
/// <param name="Large">Macro F1 over the seven large classes.</param>
internal sealed record AuditScores(double Accuracy, double Spread, double Large)
{
    /// <summary>Scores answers.</summary>
    /// <param name="answers">Likeliest class of each sound.</param>
    /// <param name="labels">Its label.</param>
    public static AuditScores Of(IReadOnlyList<int> answers, IReadOnlyList<int> labels)
    {
        var taxonomy = DrumTaxonomy.Default;
        var confusion = new ConfusionMatrix(taxonomy.Classes.Count);
        for (int i = 0; i < labels.Count; i++) confusion.Add(labels[i], answers[i]);
        return new AuditScores(confusion.Accuracy, confusion.MacroF1(ClassSets.Spread(taxonomy)), confusion.MacroF1(ClassSets.Large(taxonomy)));
    }

    /// <summary>The figures in a line.</summary>
    public override string ToString() => $"accuracy {Accuracy:0.000}, macro F1 of 17 spread classes {Spread:0.000}, of 7 large classes {Large:0.000}";
}
