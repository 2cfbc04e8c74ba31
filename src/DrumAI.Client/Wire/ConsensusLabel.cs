namespace DrumAI.Client.Wire;

/// <summary>The label on which voters agree well enough.</summary>
/// <param name="Class">Wire name of the class.</param>
/// <param name="Subclass">Wire name of the sub-class; null where that is open.</param>
/// <param name="Confidence">Probability that the class is right, in [0, 1].</param>
/// <param name="Voters">Independent voters for it.</param>
public sealed record ConsensusLabel(string Class, string? Subclass, float Confidence, int Voters);
