using DrumAI.Taxonomy;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Class and sub-class cross-entropy, and agreement with the teacher.</summary>
internal sealed class DrumLoss(DrumTaxonomy taxonomy, TrainingOptions options)
{
    // Held in fields: see AdamW.
    private readonly Scalar subclassWeight = options.SubclassWeight, teacherWeight = options.TeacherWeight;

    public Tensor Of(DrumNetOutput output, Batch batch)
    {
        var loss = -(batch.Classes * nn.functional.log_softmax(output.ClassLogits, 1)).sum(1).mean();
        var within = SubclassLogProbabilities(output.SubclassLogits, taxonomy);
        loss -= (batch.Subclasses * within).sum(1).mean() * subclassWeight;
        if (batch.Descriptions.shape[1] > 0)
            loss += nn.functional.smooth_l1_loss(output.TeacherEstimate, batch.Descriptions) * teacherWeight;
        return loss;
    }

    /// <summary>ln p(sub-class | its class) for every sub-class: a softmax among the sub-classes of each class.</summary>
    public static Tensor SubclassLogProbabilities(Tensor logits, DrumTaxonomy taxonomy)
    {
        var parts = new List<Tensor>();
        for (int first = 0; first < taxonomy.Subclasses.Count;)
        {
            int count = taxonomy.ClassOfSubclass.Skip(first).TakeWhile(c => c == taxonomy.ClassOfSubclass[first]).Count();
            parts.Add(nn.functional.log_softmax(logits.narrow(1, first, count), 1));
            first += count;
        }

        return cat(parts, 1);
    }
}
