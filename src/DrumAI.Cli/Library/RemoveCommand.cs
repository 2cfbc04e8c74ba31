using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library remove</c>.</summary>
internal static class RemoveCommand
{
    private const string Notes = """
        Removing forgets; no sound is ever deleted from the disk. What you said of sounds (class, tags, favourites) is kept, and is there again when their
        folder is added again.
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Folders of the library, as they were added.", Arity = ArgumentArity.ZeroOrMore };
        var missing = new Option<bool>("--missing") { Description = "Forget files that are no longer where they were." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be forgotten." };
        var data = new DataOption();
        var format = new FormatOption("A line for people, or one JSON object for each folder.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("remove", "Forgets folders of the library, or missing files.", Notes) { folders, missing, dryRun, data, format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(missing) == result.GetValue(folders) is { Length: > 0 }) result.AddError("give the folders to forget, or --missing.");
        });
        command.SetAction(result =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            var library = new LibraryFolders(catalogue);
            bool isDryRun = result.GetValue(dryRun);
            var summaries = result.GetValue(missing)
                ? [library.RemoveMissing(isDryRun)]
                : result.GetValue(folders)!.Select(f => library.Remove(f, isDryRun));
            foreach (var summary in summaries) Write(terminal.Out, summary, isDryRun, format.Of(result));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(TextWriter text, RemovalSummary summary, bool isDryRun, ResultFormat format) => text.WriteLine(
        format == ResultFormat.Jsonl
            ? JsonSerializer.Serialize(new { summary.FileCount, summary.SampleCount, summary.KeptCount, isDryRun }, Json)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(isDryRun ? "Would forget" : "Forgot")} {summary.FileCount:N0} files and {summary.SampleCount:N0} sounds; what you said of {summary.KeptCount:N0} sounds without a file is kept."));
}
