using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Duplicates;
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
          drumai duplicates --data ~/.local/share/drumai
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
        var paths = new PathsArgument { Arity = ArgumentArity.ZeroOrMore };
        var data = new DataOption();
        var format = new FormatOption("Groups for people, or one JSON object a group.", ResultFormat.Table, ResultFormat.Jsonl);
        var threads = new ThreadsOption();

        var command = new NotedCommand("duplicates", "Finds files that hold the same sound, or nearly the same.", Notes)
        {
            paths, data, format, threads,
        };
        command.Validators.Add(result =>
        {
            bool hasPaths = result.GetResult(paths)?.Tokens.Count > 0, hasData = result.GetResult(data) is not null;
            if (!hasPaths && !hasData) result.AddError("PATH is missing; or --data, for the sounds of a catalogue.");
            if (hasPaths && hasData) result.AddError("PATH and --data are not given together.");
        });
        command.SetAction(async (result, cancellation) =>
        {
            var given = paths.Of(result);
            var options = new DuplicatesOptions(given, format.Of(result), threads.CountOf(result));
            if (given.Count > 0) return await new DuplicatesRun(options, terminal).RunAsync(cancellation);
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            var candidates = DuplicateCandidates.Find(catalogue, cancellation);
            if (candidates.UnmeasuredCount > 0)
                await terminal.Error.WriteLineAsync(
                    $"drumai: {candidates.UnmeasuredCount} sounds are not measured yet, and not compared; \"drumai library scan\" goes on.");
            return await new DuplicatesRun(options with { Paths = candidates.Paths, SoundCount = candidates.SoundCount }, terminal).RunAsync(cancellation);
        });
        return command;
    }
}
