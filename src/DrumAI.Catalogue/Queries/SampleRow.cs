namespace DrumAI.Catalogue.Queries;

/// <summary>What a list shows of a sound.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">The file to play.</param>
/// <param name="Name">That file's name, without folder and extension.</param>
/// <param name="Class">Wire name of its class; null before it is classified.</param>
/// <param name="Subclass">Wire name of its sub-class.</param>
/// <param name="Confidence">Probability of the class; 1 where it was set by hand.</param>
/// <param name="IsLabelled">Whether its class was set by hand.</param>
/// <param name="IsFavourite">Marked by the musician.</param>
/// <param name="DurationSeconds">Its length.</param>
/// <param name="Tags">Its tags, in the order of the alphabet.</param>
public sealed record SampleRow(
    long Id, string Path, string Name, string? Class, string? Subclass, double? Confidence, bool IsLabelled, bool IsFavourite, double? DurationSeconds,
    IReadOnlyList<string> Tags);
