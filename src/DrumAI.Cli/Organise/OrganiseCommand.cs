using System.CommandLine;
using System.Globalization;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Organising;

namespace DrumAI.Cli.Organise;

/// <summary>The sub-command <c>organise</c>: its arguments and its help.</summary>
internal static class OrganiseCommand
{
    private const string Notes = """
        Sounds go to DEST/Kick, DEST/Hat and so on; by sub-class to DEST/Hat/Hat_Open; by kit to DEST/NAME OF THEIR FOLDER/Kick. Those that the model is not
        sure of go to DEST/Review, loops to DEST/Loops. Nothing is ever overwritten, and what was done stands in a manifest in DEST, from which
        all can be undone, or resumed where it was stopped. Classes that you set in the catalogue hold.

        Examples:
          drumai organise ~/Samples ~/Sorted --dry-run
          drumai organise ~/Samples ~/Sorted --by subclass --mode hardlink
          drumai organise --undo ~/Sorted/organise-20260131-120000.jsonl

        Exit codes:
          0    all was done
          3    some files could not be read, moved or brought back; each is named
          2    the command line makes no sense
          1    anything else, such as a full disk; the manifest then serves to resume or to undo
          130  stopped by Ctrl+C
        """;

    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string?>("SOURCE") { Description = "The folder to organise.", Arity = ArgumentArity.ZeroOrOne };
        var destination = new Argument<string?>("DEST") { Description = "The folder that receives the sounds; it need not exist.", Arity = ArgumentArity.ZeroOrOne };
        var by = new ChoiceOption<FolderScheme>(
            "--by", "Into which folders.", ("class", FolderScheme.Class), ("subclass", FolderScheme.Subclass), ("kit", FolderScheme.Kit));
        var mode = new ChoiceOption<TransferMode>(
            "--mode", "How files get there.",
            ("copy", TransferMode.Copy), ("hardlink", TransferMode.HardLink), ("symlink", TransferMode.SymbolicLink), ("move", TransferMode.Move));
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would go where, and touches nothing." };
        var reviewBelow = new Option<double>("--review-below")
        {
            Description = "Sounds whose class is less sure than this, from 0 to 1, go to the folder Review; 0.5 unless told otherwise.",
            HelpName = "P",
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double p) && p is >= 0 and <= 1) return p;
                result.AddError($"--review-below takes a number from 0 to 1, not {result.Tokens[0].Value}.");
                return 0;
            },
            DefaultValueFactory = _ => OrganiseOptions.DefaultReviewBelow,
        };
        var manifest = new Option<string?>("--manifest") { Description = "Where to write the manifest, instead of a file in DEST.", HelpName = "FILE" };
        var undo = new Option<string?>("--undo") { Description = "Brings back what a manifest records.", HelpName = "MANIFEST" };
        var resume = new Option<string?>("--resume") { Description = "Goes on with what a manifest records.", HelpName = "MANIFEST" };
        var data = new DataOption();
        var format = new FormatOption("A summary for people, or one JSON object a file.", ResultFormat.Table, ResultFormat.Jsonl);
        var model = new ModelOption("Folder of the model to hear with, instead of the one that is built in.");
        var threads = new ThreadsOption();

        var command = new NotedCommand("organise", "Sorts the sounds of a folder into folders by class.", Notes)
        {
            source, destination, by, mode, dryRun, reviewBelow, manifest, undo, resume, data, format, model, threads,
        };
        command.Validators.Add(result =>
        {
            int recorded = (result.GetResult(undo) is null ? 0 : 1) + (result.GetResult(resume) is null ? 0 : 1);
            int folders = (result.GetResult(source)?.Tokens.Count ?? 0) + (result.GetResult(destination)?.Tokens.Count ?? 0);
            if (recorded == 0 && folders < 2) result.AddError(folders == 0 ? "SOURCE and DEST are missing." : "DEST is missing.");
            if (recorded > 0 && folders > 0 || recorded > 1) result.AddError("--undo and --resume stand alone, each with its manifest.");
        });
        command.SetAction((result, cancellation) =>
        {
            if (result.GetValue(undo) is { } undone) return Task.Run(() => new UndoRun(undone, format.Of(result), terminal).Run(cancellation), CancellationToken.None);
            if (result.GetValue(resume) is { } resumed) return Task.Run(() => new TransferRun(format.Of(result), terminal).Resume(resumed, cancellation), CancellationToken.None);
            return new OrganiseRun(
                new OrganiseArguments
                {
                    Source = result.GetValue(source)!,
                    Destination = result.GetValue(destination)!,
                    By = by.Of(result),
                    Mode = mode.Of(result),
                    IsDryRun = result.GetValue(dryRun),
                    ReviewBelow = result.GetValue(reviewBelow),
                    ManifestPath = result.GetValue(manifest),
                    DataFolder = data.FolderOf(result),
                    Format = format.Of(result),
                    ModelDirectory = model.DirectoryOf(result),
                    ThreadCount = threads.CountOf(result),
                },
                terminal).RunAsync(cancellation);
        });
        return command;
    }
}
