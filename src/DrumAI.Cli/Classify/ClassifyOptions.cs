using DrumAI.Cli.Output;

namespace DrumAI.Cli.Classify;

/// <summary>What <c>drumai classify</c> was asked to do.</summary>
/// <param name="Paths">Files and folders, as given.</param>
/// <param name="Format">How results are written.</param>
/// <param name="ModelDirectory">The model's folder.</param>
/// <param name="ThreadCount">Files read at once, 1 or more.</param>
internal sealed record ClassifyOptions(IReadOnlyList<string> Paths, ResultFormat Format, string ModelDirectory, int ThreadCount);
