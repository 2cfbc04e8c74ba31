namespace DrumAI.Service.Consensus;

/// <summary>How votes are weighed. The defaults are those of the simulations in the tests.</summary>
public sealed record ConsensusOptions
{
    /// <summary>The defaults.</summary>
    public static ConsensusOptions Default { get; } = new();

    /// <summary>Share of right votes expected of somebody of whom nothing is known.</summary>
    public double PriorAccuracy { get; init; } = 0.6;

    /// <summary>In how many settled sounds that expectation weighs.</summary>
    public double PriorStrength { get; init; } = 4;

    /// <summary>In how many settled sounds of a class a user's accuracy over all classes weighs.</summary>
    public double ClassStrength { get; init; } = 4;

    /// <summary>Weight of a vote without a record, of 1.</summary>
    public double NewcomerWeight { get; init; } = 0.25;

    /// <summary>The same while nobody has a record yet: somebody has to begin.</summary>
    public double FounderWeight { get; init; } = 0.9;

    /// <summary>Settled sounds after which a vote has gained half of the weight that newcomers lack.</summary>
    public double RecordForHalf { get; init; } = 4;

    /// <summary>Settled sounds that make a record.</summary>
    public double MinRecord { get; init; } = 3;

    /// <summary>Accounts with a record from which on newcomers cannot settle anything by themselves.</summary>
    public int EstablishedCommunity { get; init; } = 5;

    /// <summary>The most that all newcomers together add to a class, in nats.</summary>
    public double NewcomersLimit { get; init; } = 1.5;

    /// <summary>Weight of the model's prediction, of 1.</summary>
    public double ModelWeight { get; init; } = 0.3;

    /// <summary>Probability from which on a label is settled.</summary>
    public double SettleAt { get; init; } = 0.95;

    /// <summary>The same for a sub-class within its class.</summary>
    public double SettleSubclassAt { get; init; } = 0.75;

    /// <summary>Independent voters that a label needs.</summary>
    public int MinVoters { get; init; } = 2;
}
