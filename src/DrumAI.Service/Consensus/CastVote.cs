namespace DrumAI.Service.Consensus;

/// <summary>A user's last word on a sound.</summary>
/// <param name="UserId">The user.</param>
/// <param name="AccountBlock">The block of addresses where the account was made: votes that share a block, of either kind, count as one.</param>
/// <param name="AddressBlock">The block of addresses where the vote came from.</param>
/// <param name="Class">Id of the class.</param>
/// <param name="Subclass">Id of the sub-class; null where the vote is about the class alone.</param>
public readonly record struct CastVote(long UserId, long AccountBlock, long AddressBlock, int Class, int? Subclass);
