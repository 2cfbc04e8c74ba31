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
    public int Epochs { get; init; } = 40;

    /// <summary>Rows of a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>A class weighs its size to the power of minus this: 1 is what is called balanced, 0 leaves sizes as they are.</summary>
    public double ClassPower { get; init; } = 0.5;

    /// <summary>Weight of the sub-class loss; 0 for a head that knows classes alone.</summary>
    public double SubclassWeight { get; init; } = 0.8;

    /// <summary>Probability that goes to all classes alike.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;
}
