namespace DrumAI.Client.Wire;

/// <summary>What a correction or a contribution is answered with, once it is kept for good.</summary>
/// <param name="Sample">Canonical hash of the sound, in lower-case hex.</param>
/// <param name="Consensus">The label agreed on; null where that is open.</param>
public sealed record Receipt(string Sample, ConsensusLabel? Consensus);
