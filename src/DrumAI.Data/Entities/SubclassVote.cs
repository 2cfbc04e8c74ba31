namespace DrumAI.Data.Entities;

/// <summary>What sub-class a user says a sound is, within the class of the same user's <see cref="ClassVote"/>.</summary>
public sealed class SubclassVote
{
    /// <summary>The user.</summary>
    public long UserId { get; init; }

    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>The sub-class.</summary>
    public int SubclassId { get; set; }

    /// <summary>When it was said.</summary>
    public DateTimeOffset VotedAt { get; set; }
}
