namespace DrumAI.Cli.Duplicates;

/// <summary>What <c>drumai duplicates</c> was asked to do.</summary>
/// <param name="Paths">Files and folders, as given.</param>
/// <param name="AsJsonLines">One JSON object a group instead of text for people.</param>
/// <param name="ThreadCount">Files read at once, 1 or more.</param>
internal sealed record DuplicatesOptions(IReadOnlyList<string> Paths, bool AsJsonLines, int ThreadCount);
