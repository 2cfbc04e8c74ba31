namespace DrumAI.Training;

/// <summary>What a network says of one sound, before calibration.</summary>
/// <param name="ClassLogits">One a class.</param>
/// <param name="SubclassLogits">One a sub-class.</param>
/// <param name="Embedding">128 numbers of unit length.</param>
public sealed record NetScores(float[] ClassLogits, float[] SubclassLogits, float[] Embedding);
