using DrumAI.Taxonomy;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Class and sub-class cross-entropy, and agreement with the teacher.</summary>
internal sealed class DrumLoss(DrumTaxonomy taxonomy, TrainingOptions options, TeacherHead? head)
{
    // Held in fields: see AdamW.
    private readonly Scalar subclassWeight = options.SubclassWeight, teacherWeight = options.TeacherWeight, trunkTeacherWeight = options.TrunkTeacherWeight, headWeight = options.TeacherHeadWeight;

    public Tensor Of(DrumNetOutput output, Batch batch)
    {
        long labelled = batch.Classes.shape[0];
        var loss = -(batch.Classes * nn.functional.log_softmax(output.ClassLogits.narrow(0, 0, labelled), 1)).sum(1).mean();
        var within = SubclassLogProbabilities(output.SubclassLogits.narrow(0, 0, labelled), taxonomy);
        loss -= (batch.Subclasses * within).sum(1).mean() * subclassWeight;
        if (batch.Descriptions.shape[1] > 0)
        {
            loss += nn.functional.smooth_l1_loss(output.TeacherEstimate, batch.Descriptions) * teacherWeight;
            loss += nn.functional.smooth_l1_loss(output.TrunkTeacherEstimate, batch.Descriptions) * trunkTeacherWeight;
        }

        if (head is not null && batch.Pictures.shape[0] > labelled) loss += AgreementWithHead(head, output, batch, labelled) * headWeight;

        return loss;
    }

    /// <summary>Cross-entropy with the classes that the head hears in wild pictures.</summary>
    private static Tensor AgreementWithHead(TeacherHead head, DrumNetOutput output, Batch batch, long labelled)
    {
        long wild = batch.Pictures.shape[0] - labelled;
        Tensor heard;
        using (no_grad()) heard = nn.functional.softmax(head.forward(batch.Descriptions.narrow(0, labelled, wild)), 1);
        return -(heard * nn.functional.log_softmax(output.ClassLogits.narrow(0, labelled, wild), 1)).sum(1).mean();
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
