using System.CommandLine;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Duplicates;

/// <summary>The sub-command <c>duplicates</c>: its arguments and its help.</summary>
internal static class DuplicatesCommand
{
    private const string Notes = """
        Each group names the file to keep first, then its copies ("same": one sound, maybe at another level, in another format or at another
        rate), then its siblings ("near": a velocity layer, a round robin, a version), and in what each differs. Nothing is deleted.

        Examples:
          drumai duplicates ~/Samples
          drumai duplicates ~/Samples ~/Downloads --format jsonl | jq -r '.files[1:][] | select(.relation == "same").path'

        Exit codes:
          0    everything was read, whether or not there are duplicates
          3    some files could not be read; standard error names them
          2    the command line makes no sense
          1    anything else
          130  stopped by Ctrl+C
        """;

    public static Command Create(Terminal terminal)
    {
        var paths = new PathsArgument();
        var format = new FormatOption("Groups for people, or one JSON object a group.", ResultFormat.Table, ResultFormat.Jsonl);
        var threads = new ThreadsOption();

        var command = new NotedCommand("duplicates", "Finds files that hold the same sound, or nearly the same.", Notes)
        {
            paths, format, threads,
        };
        command.SetAction((result, cancellation) => new DuplicatesRun(
            new DuplicatesOptions(paths.Of(result), format.Of(result), threads.CountOf(result)),
            terminal).RunAsync(cancellation));
        return command;
    }
}
