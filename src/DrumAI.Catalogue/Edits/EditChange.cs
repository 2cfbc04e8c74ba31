namespace DrumAI.Catalogue.Edits;

/// <summary>What an edit changed about one sound.</summary>
/// <param name="SampleId">The sound.</param>
/// <param name="Path">The file that it shows now.</param>
/// <param name="Before">The value before; null where there was none.</param>
/// <param name="After">The value after; null where it was taken away.</param>
public sealed record EditChange(long SampleId, string Path, string? Before, string? After);
