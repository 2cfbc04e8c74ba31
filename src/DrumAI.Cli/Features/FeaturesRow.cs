using DrumAI.Features;
using DrumAI.Files;

namespace DrumAI.Cli.Features;

/// <summary>One row of results: a file's features, or why there are none.</summary>
/// <param name="Path">The argument as given, joined with the path below it.</param>
/// <param name="Features">The features; null where <paramref name="Error"/> is set.</param>
/// <param name="Error">Why the file gave none.</param>
/// <param name="Warnings">What is not as it should be with the file, and what has no answer.</param>
internal sealed record FeaturesRow(string Path, SoundFeatures? Features, FileError? Error, IReadOnlyList<string> Warnings);
