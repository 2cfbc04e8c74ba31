namespace DrumAI.Personal;

/// <summary>A sound that the musician has put into a class, or confirmed in it.</summary>
/// <param name="Embedding">The model's embedding, of unit length.</param>
/// <param name="Class">Name of the class: the taxonomy's, or an own one.</param>
/// <param name="Subclass">Name of the sub-class; null where only the class was said.</param>
public sealed record TaughtSound(float[] Embedding, string Class, string? Subclass);
