namespace DrumAI.Organising;

/// <summary>A sound that is to be sorted.</summary>
/// <param name="Path">Whole path of its file.</param>
/// <param name="RelativePath">The path below the folder that is being organised.</param>
/// <param name="Class">Wire name of its class.</param>
/// <param name="Subclass">Wire name of its sub-class; null where it has none.</param>
/// <param name="Confidence">How sure the class is, in [0, 1]; 1 where a person set it.</param>
/// <param name="IsLoop">A rhythm instead of one stroke.</param>
public sealed record OrganisedSound(string Path, string RelativePath, string Class, string? Subclass, double Confidence, bool IsLoop);
