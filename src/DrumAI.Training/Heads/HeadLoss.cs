using DrumAI.Taxonomy;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training.Heads;

/// <summary>What a head's answers are measured by while it learns; which parts count, its options say.</summary>
internal sealed class HeadLoss : IDisposable
{
    private const double ContrastiveTemperature = 0.1;
    private const double LeastProbability = 1e-6;

    // TorchSharp frees a scalar that nobody holds while native code still reads it: each lives in a field.
    private static readonly Scalar Zero = 0, One = 1, Least = LeastProbability, Hidden = -1e9;

    private readonly DrumTaxonomy taxonomy;
    private readonly HeadOptions options;
    private readonly Tensor importance, prior;
    private readonly Scalar kept, spread, classWeight, lessSubclasses, contrastiveWeight, order, orderInverse, warmth = 1 / ContrastiveTemperature;

    public HeadLoss(IReadOnlyList<int> labels, DrumTaxonomy taxonomy, HeadOptions options)
    {
        (this.taxonomy, this.options) = (taxonomy, options);
        int count = taxonomy.Classes.Count;
        var sizes = new int[count];
        foreach (int label in labels) sizes[label]++;
        importance = tensor(Array.ConvertAll(sizes, n => n == 0 ? 0 : (float)Math.Pow(n, -options.ClassPower)));
        // A class that nobody has weighs nothing in the loss; as if it had half a sound, its logit is pushed down no further than need be.
        prior = tensor(Array.ConvertAll(sizes, n => (float)(options.PriorWeight * Math.Log(Math.Max(n, 0.5) / labels.Count))));
        (kept, spread) = (1 - options.LabelSmoothing, options.LabelSmoothing / count);
        (classWeight, lessSubclasses, contrastiveWeight) = (options.ClassWeight, -options.SubclassWeight, options.ContrastiveWeight);
        (order, orderInverse) = (options.RobustOrder, 1 / Math.Max(options.RobustOrder, 1e-9));
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="hidden">Hidden layer [N, hidden].</param>
    /// <param name="classLogits">[N, classes].</param>
    /// <param name="subclassLogits">[N, sub-classes].</param>
    /// <param name="classes">Shares of the classes [N, classes].</param>
    /// <param name="subclasses">Shares of the sub-classes [N, sub-classes].</param>
    public Tensor Of(Tensor hidden, Tensor classLogits, Tensor subclassLogits, Tensor classes, Tensor subclasses)
    {
        var loss = ClassLoss(classLogits, classes) * classWeight;
        if (options.SubclassWeight != 0)
            loss = loss.add((subclasses * DrumLoss.SubclassLogProbabilities(subclassLogits, taxonomy)).sum(1).mean(), lessSubclasses);
        if (options.ContrastiveWeight != 0) loss = loss.add(Contrast(hidden, classes), contrastiveWeight);
        return loss;
    }

    public void Dispose()
    {
        importance.Dispose();
        prior.Dispose();
    }

    /// <summary>Weighted mean over rows of sum(share x weight x cost); the cost is -ln p, or (1 - p^q) / q.</summary>
    private Tensor ClassLoss(Tensor logits, Tensor shares)
    {
        if (options.PriorWeight != 0) logits = logits.add(prior, One);
        var cost = nn.functional.log_softmax(logits, 1).neg();
        if (options.RobustOrder > 0) cost = cost.neg().exp().clamp_min(Least).pow(order).neg().add(One) * orderInverse;
        var smoothed = options.LabelSmoothing == 0 ? shares : (shares * kept).add(spread);
        return (smoothed * importance * cost).sum().div((shares * importance).sum());
    }

    /// <summary>
    /// For each row the mean of -ln softmax over the other rows' cosines (over a temperature) at those of its class; rows alone in their class have none.
    /// </summary>
    private Tensor Contrast(Tensor hidden, Tensor classes)
    {
        var directions = nn.functional.normalize(hidden, dim: 1);
        var likeness = directions.matmul(directions.t()) * warmth;
        using var self = eye(hidden.shape[0], dtype: ScalarType.Bool);
        var logs = nn.functional.log_softmax(likeness.masked_fill(self, Hidden), 1);
        var labels = classes.argmax(1);
        var kin = labels.unsqueeze(0).eq(labels.unsqueeze(1)).logical_and(self.logical_not()).to(ScalarType.Float32);
        var count = kin.sum(1);
        var some = count.clamp_min(One);
        var ofRow = (kin * logs.masked_fill(self, Zero)).sum(1).div(some);
        return ofRow.neg().sum().div(count.gt(Zero).to(ScalarType.Float32).sum().clamp_min(One));
    }
}
