namespace DrumAI.Training.Heads;

/// <summary>What decides a head on features.</summary>
public sealed record HeadOptions
{
    /// <summary>Numbers of the hidden layer.</summary>
    public int HiddenLength { get; init; } = 256;

    /// <summary>Share of the hidden layer that is dropped while learning.</summary>
    public double Dropout { get; init; } = 0.4;

    /// <summary>Highest learning rate; it falls along half a cosine.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight decay of AdamW.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>Passes over the rows.</summary>
    public int Epochs { get; init; } = 25;

    /// <summary>Rows of a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>A class weighs its size to the power of minus this: 1 is what is called balanced, 0 leaves sizes as they are.</summary>
    public double ClassPower { get; init; } = 0.5;

    /// <summary>Weight of the class loss; 0 for a head that knows sub-classes alone.</summary>
    public double ClassWeight { get; init; } = 1;

    /// <summary>Weight of the sub-class loss; 0 for a head that knows classes alone.</summary>
    public double SubclassWeight { get; init; } = 0.8;

    /// <summary>Probability that goes to all classes alike.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>
    /// Weight of ln(share of the class) that is added to its logit while learning, and not afterwards: 1 is the balanced softmax (Ren et al., NeurIPS 2020), which is logit adjustment
    /// (Menon et al., ICLR 2021) with that weight; 0 for none.
    /// </summary>
    public double PriorWeight { get; init; }

    /// <summary>Order q of the generalised cross-entropy (1 - p^q) / q (Zhang and Sabuncu, NeurIPS 2018), which wrong labels sway less: 0 is the cross-entropy, 1 the mean absolute error.</summary>
    public double RobustOrder { get; init; }

    /// <summary>Parameter of the beta distribution that shares are drawn from by which each row is mixed with another (Zhang et al., ICLR 2018); 0 for no mixing.</summary>
    public double MixupAlpha { get; init; }

    /// <summary>Weight of the supervised contrastive loss on the hidden layer (Khosla et al., NeurIPS 2020); 0 for none.</summary>
    public double ContrastiveWeight { get; init; }

    /// <summary>True for logits that are cosines to a prototype of each class and sub-class, false for linear ones.</summary>
    public bool Prototypes { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;
}
