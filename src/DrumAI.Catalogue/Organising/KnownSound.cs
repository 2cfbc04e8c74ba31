namespace DrumAI.Catalogue.Organising;

/// <summary>What the catalogue says of a sound: what a person said of it, otherwise what the model heard.</summary>
/// <param name="Class">Wire name of its class.</param>
/// <param name="Subclass">Wire name of its sub-class; null where it has none.</param>
/// <param name="Confidence">Probability of the class; 1 where it was set by hand.</param>
/// <param name="IsLoop">A rhythm instead of one stroke, and nobody said otherwise by setting its class.</param>
public sealed record KnownSound(string Class, string? Subclass, double Confidence, bool IsLoop);
