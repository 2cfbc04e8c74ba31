namespace DrumAI.Personal;

/// <summary>A sound of which nobody has said anything yet, as the model heard it.</summary>
/// <param name="Id">Identifies the sound to the caller.</param>
/// <param name="Embedding">The model's embedding, of unit length.</param>
/// <param name="ClassProbabilities">Probability of each class, in the taxonomy's order.</param>
/// <param name="SubclassProbabilities">Probability of each sub-class, in the taxonomy's order.</param>
public sealed record HeardSound(long Id, float[] Embedding, float[] ClassProbabilities, float[] SubclassProbabilities);
