using DrumAI.Cli.Output;

namespace DrumAI.Cli.Duplicates;

/// <summary>What <c>drumai duplicates</c> was asked to do.</summary>
/// <param name="Paths">Files and folders, as given.</param>
/// <param name="Format">How groups are written: for people, or one JSON object a group.</param>
/// <param name="ThreadCount">Files read at once, 1 or more.</param>
/// <param name="SoundCount">How many sounds there are, where the paths are only those that may have kin; null where they are all.</param>
internal sealed record DuplicatesOptions(IReadOnlyList<string> Paths, ResultFormat Format, int ThreadCount, int? SoundCount = null);
