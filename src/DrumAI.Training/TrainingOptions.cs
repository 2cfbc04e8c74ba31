namespace DrumAI.Training;

/// <summary>Everything that decides what a training run gives; written into the model card.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Passes over as many sounds as the training set has.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Sounds in a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Highest learning rate of the one cycle (Smith and Topin 2019): up for a twentieth of the steps, then a half cosine down.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Weight decay of AdamW, on convolutions and matrices alone.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>Networks of the ensemble; they differ in their seeds and share the 128 numbers of the embedding.</summary>
    public int Members { get; init; } = 2;

    /// <summary>Channels of the network's first full stage.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Residual blocks in each stage.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Share of pooled features dropped.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Share of sounds that are mixed with another (Zhang et al., ICLR 2018).</summary>
    public double MixupShare { get; init; } = 0.5;

    /// <summary>Parameter of the beta distribution that mixing shares are drawn from.</summary>
    public double MixupAlpha { get; init; } = 0.4;

    /// <summary>Probability that goes to all classes alike.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the sub-class loss against the class loss.</summary>
    public double SubclassWeight { get; init; } = 0.8;

    /// <summary>Weight of agreeing with the teacher.</summary>
    public double TeacherWeight { get; init; } = 3;

    /// <summary>Power to which a class's size counts in sampling: 1 as it is, 0 all classes alike.</summary>
    public double ClassPower { get; init; } = 0.5;

    /// <summary>Power to which a library's share of a class counts in sampling.</summary>
    public double GroupPower { get; init; } = 0.5;

    /// <summary>Memory of the averaged weights, in steps, which are what is kept in the end.</summary>
    public double AverageSteps { get; init; } = 400;

    /// <summary>Augmented variants of each sound, the sound itself included.</summary>
    public int Variants { get; init; } = 16;

    /// <summary>Epochs without a better validation loss after which training stops; 0 never.</summary>
    public int Patience { get; init; }
}
