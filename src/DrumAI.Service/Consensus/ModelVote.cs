namespace DrumAI.Service.Consensus;

/// <summary>What the model says of a sound: one weak voter.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Confidence">Its probability, in [0, 1].</param>
public readonly record struct ModelVote(int Class, double Confidence);
