namespace DrumAI.Search;

/// <summary>What a comparison of two sounds needs to know of each.</summary>
/// <param name="Embedding">What the model hears.</param>
/// <param name="Timbre">Hardness, depth, brightness, roughness, warmth, sharpness, boominess; not a number where it is not known.</param>
/// <param name="AttackSeconds">Time of the attack; not a number where it is not known.</param>
/// <param name="DurationSeconds">Length of the sound; not a number where it is not known.</param>
public sealed record SimilarSound(ReadOnlyMemory<float> Embedding, ReadOnlyMemory<float> Timbre, float AttackSeconds, float DurationSeconds);
