namespace DrumAI.Service.Consensus;

/// <summary>A user's word on a sound while it is being changed.</summary>
internal sealed class VoteState(long userId, long accountBlock)
{
    public long UserId { get; } = userId;

    /// <summary>Where the account was made.</summary>
    public long AccountBlock { get; } = accountBlock;

    /// <summary>Where the vote came from.</summary>
    public long AddressBlock { get; set; }

    public int ClassId { get; set; }

    public int? SubclassId { get; set; }

    public DateTimeOffset VotedAt { get; set; }

    /// <summary>The class that the others settled on when the vote was last weighed.</summary>
    public int? CreditedClassId { get; set; }

    /// <summary>How sure that was.</summary>
    public float Credit { get; set; }

    /// <summary>What the vote said when it was last weighed.</summary>
    public int CreditedVoteId { get; set; }

    /// <summary>There is no row of it yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>The row says something else.</summary>
    public bool IsChanged { get; set; }
}
