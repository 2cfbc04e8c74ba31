namespace DrumAI.Personal;

/// <summary>What a sound would be by the musician's own ear, where that is not what the model heard.</summary>
/// <param name="Id">The sound.</param>
/// <param name="Class">Name of the class: the taxonomy's, or an own one.</param>
/// <param name="Subclass">Name of the sub-class; null where the class has none.</param>
/// <param name="Certainty">Share of this class in all that speaks for any, 0 to 1: a person looks at the lowest first.</param>
public sealed record Suggestion(long Id, string Class, string? Subclass, double Certainty);
