using DrumAI.Classification;
using DrumAI.Files;

namespace DrumAI.Cli.Classify;

/// <summary>One row of results: what was heard in a file, or why nothing was.</summary>
/// <param name="Path">The argument as given, joined with the path below it.</param>
/// <param name="Prediction">What was heard; null where <paramref name="Error"/> is set.</param>
/// <param name="Error">Why the file gave no result.</param>
/// <param name="Warnings">What is not as it should be with a file that was read all the same.</param>
internal sealed record ClassifiedFile(string Path, Prediction? Prediction, FileError? Error, IReadOnlyList<string> Warnings);
