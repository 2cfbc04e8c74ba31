using DrumAI.Taxonomy;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Class and sub-class cross-entropy, and agreement with the teacher.</summary>
internal sealed class DrumLoss(DrumTaxonomy taxonomy, TrainingOptions options, IReadOnlyList<TeacherHead> heads)
{
    private readonly Tensor owners = tensor(taxonomy.ClassOfSubclass.Select(c => (long)c).ToArray()).to(TorchRuntime.Device);

    // Held in fields: see AdamW.
    private readonly Scalar subclassWeight = options.SubclassWeight, teacherWeight = options.TeacherWeight, trunkTeacherWeight = options.TrunkTeacherWeight, headWeight = options.TeacherHeadWeight;

    public Tensor Of(DrumNetOutput output, Batch batch)
    {
        long labelled = batch.Classes.shape[0];
        var loss = -(batch.Classes * nn.functional.log_softmax(output.ClassLogits.narrow(0, 0, labelled), 1)).sum(1).mean();
        var within = SubclassLogProbabilities(output.SubclassLogits.narrow(0, 0, labelled), taxonomy);
        loss = loss.Minus((batch.Subclasses * within).sum(1).mean() * subclassWeight);
        if (batch.Descriptions.shape[1] > 0)
        {
            loss = loss.Plus(nn.functional.smooth_l1_loss(output.TeacherEstimate, batch.Descriptions) * teacherWeight);
            loss = loss.Plus(nn.functional.smooth_l1_loss(output.TrunkTeacherEstimate, batch.Descriptions) * trunkTeacherWeight);
        }

        if (heads.Count > 0 && batch.Pictures.shape[0] > labelled) loss = loss.Plus(AgreementWithHeads(output, batch, labelled) * headWeight);

        return loss;
    }

    /// <summary>Cross-entropy with the classes, and the sub-classes within them, that the heads hear in wild pictures.</summary>
    private Tensor AgreementWithHeads(DrumNetOutput output, Batch batch, long labelled)
    {
        long wild = batch.Pictures.shape[0] - labelled;
        Tensor classes, subclasses;
        using (no_grad())
        {
            var heard = heads.Select(head => head.forward(batch.Descriptions.narrow(0, labelled, wild))).ToArray();
            classes = stack(heard.Select(h => nn.functional.softmax(h.Classes, 1))).mean([0]);
            subclasses = stack(heard.Select(h => SubclassLogProbabilities(h.Subclasses, taxonomy).exp())).mean([0]) * classes.index_select(1, owners);
        }

        var loss = -(classes * nn.functional.log_softmax(output.ClassLogits.narrow(0, labelled, wild), 1)).sum(1).mean();
        var within = SubclassLogProbabilities(output.SubclassLogits.narrow(0, labelled, wild), taxonomy);
        return loss.Minus((subclasses * within).sum(1).mean() * subclassWeight);
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
