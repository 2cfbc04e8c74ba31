namespace DrumAI.Data.Entities;

/// <summary>The label on which the voters agree well enough; a sound without one has no row.</summary>
public sealed class SampleConsensus
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>The class.</summary>
    public int ClassId { get; set; }

    /// <summary>The sub-class; null where that is open.</summary>
    public int? SubclassId { get; set; }

    /// <summary>Probability that the class is right, in [0, 1].</summary>
    public float Confidence { get; set; }

    /// <summary>Independent voters for the class.</summary>
    public int Voters { get; set; }

    /// <summary>The administrator's <see cref="Decision"/> that it comes from; null where the votes settled it.</summary>
    public long? DecisionId { get; set; }

    /// <summary>When it was settled on what it is.</summary>
    public DateTimeOffset SettledAt { get; set; }
}
