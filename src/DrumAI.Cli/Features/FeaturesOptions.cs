using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>What <c>drumai features</c> was asked to do.</summary>
/// <param name="Paths">Files and folders, as given.</param>
/// <param name="Set">Which features to compute.</param>
/// <param name="ModelDirectory">The folder of the model for the embedding.</param>
/// <param name="ThreadCount">Files read at once, 1 or more.</param>
internal sealed record FeaturesOptions(IReadOnlyList<string> Paths, FeatureSet Set, string ModelDirectory, int ThreadCount);
