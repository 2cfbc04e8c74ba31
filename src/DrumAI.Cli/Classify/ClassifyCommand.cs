using System.CommandLine;
using DrumAI.Classification;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Classify;

/// <summary>The sub-command <c>classify</c>: its arguments and its help.</summary>
internal static class ClassifyCommand
{
    private const int MaxThreads = 1024;

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

    private static readonly string[] FormatNames = ["table", "jsonl", "csv"];

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Sound files, and folders to walk: WAV, AIFF, FLAC, Ogg Vorbis, Opus, MP3. The content decides, not the name.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "A table for people, one JSON object a line, or comma-separated values.",
            HelpName = string.Join('|', FormatNames),
            DefaultValueFactory = _ => FormatNames[0],
        };
        format.CompletionSources.Add(FormatNames);
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !FormatNames.Contains(token.Value))
                result.AddError($"there is no format {token.Value}; --format takes {string.Join(", ", FormatNames[..^1])} or {FormatNames[^1]}.");
        });
        var model = new Option<string?>("--model")
        {
            Description = "Folder of the model to hear with, instead of the one that is built in.",
            HelpName = "DIR",
        };
        var threads = new Option<int>("--threads")
        {
            Description = "How many files are read at once; as many as there are processor cores, unless told otherwise.",
            HelpName = "N",
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out int count) && count is >= 1 and <= MaxThreads) return count;
                result.AddError($"--threads takes a number from 1 to {MaxThreads}, not {result.Tokens[0].Value}.");
                return 1;
            },
        };

        var command = new NotedCommand("classify", "Says what each sound is: its class, its sub-class, and how sure that is.", Notes)
        {
            paths, format, model, threads,
        };
        command.SetAction(async (result, cancellation) =>
        {
            using var run = new ClassifyRun(
                new ClassifyOptions(
                    result.GetRequiredValue(paths),
                    Enum.Parse<ResultFormat>(result.GetRequiredValue(format), ignoreCase: true),
                    result.GetValue(model) ?? DrumClassifier.DefaultModelDirectory,
                    result.GetResult(threads) is null ? Environment.ProcessorCount : result.GetValue(threads)),
                terminal);
            return await run.RunAsync(cancellation);
        });
        return command;
    }
}
