using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>Adds up answers for sounds, as they come.</summary>
internal sealed class CurveTally
{
    private readonly ConfusionMatrix confusion = new(DrumTaxonomy.Default.Classes.Count);
    private double loss;

    /// <summary>Counts one sound.</summary>
    public void Add(int label, float[] logits)
    {
        confusion.Add(label, Array.IndexOf(logits, logits.Max()));
        loss -= LogProbabilities.Of(logits)[label];
    }

    /// <summary>Macro F1 over 17 classes.</summary>
    public double Spread => confusion.MacroF1(ClassSets.Spread(DrumTaxonomy.Default));

    /// <summary>Macro F1 over seven classes.</summary>
    public double Large => confusion.MacroF1(ClassSets.Large(DrumTaxonomy.Default));

    /// <summary>Share of right classes.</summary>
    public double Accuracy => confusion.Accuracy;

    /// <summary>Mean of -ln p, in nats.</summary>
    public double LogLoss => loss / confusion.Total;
}
