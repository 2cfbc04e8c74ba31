using System.CommandLine;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Duplicates;

/// <summary>The sub-command <c>duplicates</c>: its arguments and its help.</summary>
internal static class DuplicatesCommand
{
    private const int MaxThreads = 1024;

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

    private static readonly string[] FormatNames = ["table", "jsonl"];

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Sound files, and folders to walk: WAV, AIFF, FLAC, Ogg Vorbis, Opus, MP3. The content decides, not the name.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "Groups for people, or one JSON object a group.",
            HelpName = string.Join('|', FormatNames),
            DefaultValueFactory = _ => FormatNames[0],
        };
        format.CompletionSources.Add(FormatNames);
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !FormatNames.Contains(token.Value))
                result.AddError($"there is no format {token.Value}; --format takes {string.Join(" or ", FormatNames)}.");
        });
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

        var command = new NotedCommand("duplicates", "Finds files that hold the same sound, or nearly the same.", Notes)
        {
            paths, format, threads,
        };
        command.SetAction((result, cancellation) => new DuplicatesRun(
            new DuplicatesOptions(
                result.GetRequiredValue(paths),
                result.GetRequiredValue(format) == FormatNames[1],
                result.GetResult(threads) is null ? Environment.ProcessorCount : result.GetValue(threads)),
            terminal).RunAsync(cancellation));
        return command;
    }
}
