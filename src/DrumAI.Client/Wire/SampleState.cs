namespace DrumAI.Client.Wire;

/// <summary>What is known of a sound: never who said it.</summary>
/// <param name="Hash">Canonical hash, in lower-case hex.</param>
/// <param name="Votes">Users by the class that they say it is.</param>
/// <param name="Consensus">The label agreed on; null where that is open.</param>
/// <param name="Prediction">What a model said; null where none was asked.</param>
public sealed record SampleState(string Hash, IReadOnlyDictionary<string, int> Votes, ConsensusLabel? Consensus, WirePrediction? Prediction);
