using System.CommandLine;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Classify;

/// <summary>The sub-command <c>classify</c>: its arguments and its help.</summary>
internal static class ClassifyCommand
{
    private const string Notes = """
        Examples:
          drumai classify ~/Samples
          drumai classify ~/Samples --format csv > samples.csv
          drumai classify kick.wav ~/Samples/Hats --format jsonl | jq -r '[.path, .class, .subclass] | @tsv'

        Exit codes:
          0    everything was read
          3    some files could not be read; each has its row
          2    the command line makes no sense
          1    anything else, such as a model that does not fit
          130  stopped by Ctrl+C
        """;

    public static Command Create(Terminal terminal)
    {
        var paths = new PathsArgument();
        var format = new FormatOption(
            "A table for people, one JSON object a line, or comma-separated values.", ResultFormat.Table, ResultFormat.Jsonl, ResultFormat.Csv);
        var model = new ModelOption("Folder of the model to hear with, instead of the one that is built in.");
        var threads = new ThreadsOption();

        var command = new NotedCommand("classify", "Says what each sound is: its class, its sub-class, and how sure that is.", Notes)
        {
            paths, format, model, threads,
        };
        command.SetAction((result, cancellation) => new ClassifyRun(
            new ClassifyOptions(paths.Of(result), format.Of(result), model.DirectoryOf(result), threads.CountOf(result)),
            terminal).RunAsync(cancellation));
        return command;
    }
}
