namespace DrumAI.Catalogue.Entities;

/// <summary>What a shared service was told of a sound, and what others say there. A sound without a row was not spoken of.</summary>
public sealed class SampleSharing
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>What of it waits to be sent; null where nothing does.</summary>
    public Guid? ItemId { get; set; }

    /// <summary>Wire name of the class or sub-class that waits or was sent last, or that needs no sending; null where there is none.</summary>
    public string? QueuedLabel { get; set; }

    /// <summary>Wire name of the class or sub-class that the service has acknowledged.</summary>
    public string? SentLabel { get; set; }

    /// <summary>Whether its features wait or were sent without a label of the musician's.</summary>
    public bool IsContributed { get; set; }

    /// <summary>When the service last acknowledged something of it; null where it never did.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When the service was last asked what others say; null where it never was.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Wire name of the class on which others agree; null where that is open.</summary>
    public string? ConsensusClass { get; set; }

    /// <summary>Wire name of the sub-class on which they agree.</summary>
    public string? ConsensusSubclass { get; set; }

    /// <summary>Probability that <see cref="ConsensusClass"/> is right.</summary>
    public double? ConsensusConfidence { get; set; }

    /// <summary>Independent voters for it.</summary>
    public int? ConsensusVoters { get; set; }
}
