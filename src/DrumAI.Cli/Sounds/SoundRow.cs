using DrumAI.Files;

namespace DrumAI.Cli.Sounds;

/// <summary>One row of results: what came of a file, or why nothing did.</summary>
/// <typeparam name="T">What comes of a file.</typeparam>
/// <param name="Path">The argument as given, joined with the path below it.</param>
/// <param name="Result">What came of it; null where <paramref name="Error"/> is set.</param>
/// <param name="Error">Why the file gave no result.</param>
/// <param name="Warnings">What is not as it should be with a file that was read all the same.</param>
internal sealed record SoundRow<T>(string Path, T? Result, FileError? Error, IReadOnlyList<string> Warnings)
    where T : class
{
    /// <summary>The row of a file that was read.</summary>
    public SoundRow(string path, T result, IReadOnlyList<string> warnings) : this(path, result, Error: null, warnings)
    {
    }

    /// <summary>The row of a file that was not.</summary>
    public SoundRow(string path, FileError error) : this(path, Result: null, error, Warnings: [])
    {
    }
}
