namespace DrumAI.Data.Entities;

/// <summary>What class a user says a sound is: the last word of that user on it. <see cref="VoteEvent"/> keeps the earlier ones.</summary>
public sealed class ClassVote
{
    /// <summary>The user.</summary>
    public long UserId { get; init; }

    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>The class.</summary>
    public int ClassId { get; set; }

    /// <summary>Keyed hash of the block of addresses that it came from, as <see cref="User.AddressBlock"/>.</summary>
    public long AddressBlock { get; set; }

    /// <summary>When it was said.</summary>
    public DateTimeOffset VotedAt { get; set; }

    /// <summary>The class that other voters settled on when the vote was last weighed; null where they had not.</summary>
    public int? CreditedClassId { get; set; }

    /// <summary>How sure that was: what this vote contributes to the user's <see cref="VoterRecord"/>.</summary>
    public float Credit { get; set; }
}
