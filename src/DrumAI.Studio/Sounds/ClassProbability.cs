namespace DrumAI.Studio.Sounds;

/// <summary>How likely a model found a class, or a sub-class of it.</summary>
/// <param name="Class">Wire name of the class.</param>
/// <param name="Subclass">Wire name of the sub-class; null where the class has none.</param>
/// <param name="Probability">0 to 1.</param>
public sealed record ClassProbability(string Class, string? Subclass, float Probability);
