namespace DrumAI.Service.Consensus;

/// <summary>What the votes on one sound amount to.</summary>
/// <param name="Class">Index of the settled class; null where that is open.</param>
/// <param name="Subclass">Index of the settled sub-class; null where that is open.</param>
/// <param name="Confidence">Probability of the likeliest class, settled or not.</param>
/// <param name="Voters">Independent voters for it.</param>
/// <param name="Credits">For each vote, in the order of the votes, what the others settled on without it.</param>
public sealed record Verdict(int? Class, int? Subclass, double Confidence, int Voters, IReadOnlyList<VoteCredit> Credits)
{
    /// <summary>Nothing is known.</summary>
    public static Verdict Open { get; } = new(null, null, 0, 0, []);
}
