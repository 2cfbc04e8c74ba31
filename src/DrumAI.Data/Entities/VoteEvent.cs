namespace DrumAI.Data.Entities;

/// <summary>A vote as it was cast. Rows are only ever added; erasing an account is all that takes any away.</summary>
public sealed class VoteEvent
{
    /// <summary>Identifies the vote; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>Who voted.</summary>
    public long UserId { get; init; }

    /// <summary>On which sound.</summary>
    public long SampleId { get; init; }

    /// <summary>For which class.</summary>
    public int ClassId { get; init; }

    /// <summary>For which sub-class of it; null where the vote is about the class alone.</summary>
    public int? SubclassId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset VotedAt { get; init; }
}
