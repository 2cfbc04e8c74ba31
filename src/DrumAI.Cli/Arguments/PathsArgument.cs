using System.CommandLine;

namespace DrumAI.Cli.Arguments;

/// <summary>The files and folders that a command goes through, one or more.</summary>
internal sealed class PathsArgument : Argument<string[]>
{
    public PathsArgument() : base("PATH")
    {
        Description = "Sound files, and folders to walk: WAV, AIFF, FLAC, Ogg Vorbis, Opus, MP3. The content decides, not the name.";
        Arity = ArgumentArity.OneOrMore;
    }

    /// <summary>The paths, as given.</summary>
    public IReadOnlyList<string> Of(ParseResult result) => result.GetValue(this) ?? [];
}
