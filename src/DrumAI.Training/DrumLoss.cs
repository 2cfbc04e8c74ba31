using DrumAI.Taxonomy;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Class and sub-class cross-entropy, and agreement with the teacher.</summary>
internal sealed class DrumLoss(DrumTaxonomy taxonomy, TrainingOptions options)
{
    public Tensor Of(DrumNetOutput output, Batch batch)
    {
        double smoothing = options.LabelSmoothing;
        var classTargets = batch.Classes * (1 - smoothing) + smoothing / taxonomy.Classes.Count;
        var loss = -(classTargets * nn.functional.log_softmax(output.ClassLogits, 1)).sum(1).mean();
        var within = SubclassLogProbabilities(output.SubclassLogits, taxonomy);
        loss += options.SubclassWeight * -(batch.Subclasses * within).sum(1).mean();
        if (batch.Descriptions.shape[1] > 0)
            loss += options.TeacherWeight * nn.functional.smooth_l1_loss(output.TeacherEstimate, batch.Descriptions);
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
