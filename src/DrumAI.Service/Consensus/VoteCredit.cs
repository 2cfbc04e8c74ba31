namespace DrumAI.Service.Consensus;

/// <summary>What a vote tells about its voter: it is held against what the other voters settled on without it, so that nobody vouches for themselves.</summary>
/// <param name="Class">Index of the class that the others settled on; null where they had not.</param>
/// <param name="Weight">How sure that is, in [0, 1].</param>
public readonly record struct VoteCredit(int? Class, double Weight);
