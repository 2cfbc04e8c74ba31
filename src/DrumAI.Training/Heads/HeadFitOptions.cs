namespace DrumAI.Training.Heads;

/// <summary>What decides how far a retrained head may go from the one that it starts from.</summary>
public sealed record HeadFitOptions
{
    /// <summary>
    /// Share of a row's target that is its label; the rest is what the head before says of it. Nearer to 0 what was learnt once is held on to more.
    /// </summary>
    public double LabelShare { get; init; } = 0.5;

    /// <summary>
    /// Strengths of the pull towards the weights before: half of it times the squared distance is added to the mean loss. Of these the strongest is taken that is as good on groups
    /// left out as the best, within a standard error.
    /// </summary>
    public IReadOnlyList<double> Pulls { get; init; } = [3e-3, 1e-3, 3e-4, 1e-4, 3e-5];

    /// <summary>Parts in which groups are left out to choose the pull and to calibrate.</summary>
    public int Parts { get; init; } = 4;

    /// <summary>
    /// Whether calibration may make the head surer than the fit left it. Not where the network has heard the rows' sounds before: it is surer of those than of any others.
    /// </summary>
    public bool MaySharpen { get; init; }

    /// <summary>Most steps of the descent.</summary>
    public int MaxSteps { get; init; } = 120;

    /// <summary>Seed of the deal of groups to parts.</summary>
    public int Seed { get; init; } = 1;
}
