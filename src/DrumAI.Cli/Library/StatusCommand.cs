using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library status</c>.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create(Terminal terminal)
    {
        var data = new DataOption();
        var format = new FormatOption("A table for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new Command("status", "Says how the library stands.") { data, format };
        command.SetAction(result =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            var status = LibraryStatus.Read(catalogue);
            if (format.Of(result) == ResultFormat.Jsonl) terminal.Out.WriteLine(JsonSerializer.Serialize(status, Json));
            else WriteText(terminal.Out, catalogue, status);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteText(TextWriter text, SampleCatalogue catalogue, LibraryStatus status)
    {
        text.WriteLine($"Catalogue    {CellText.Printable(catalogue.DatabasePath)}");
        Line("Sounds", status.SampleCount);
        Line("  listed", status.ListedCount);
        Line("  classified", status.ClassifiedCount);
        Line("  measured", status.MeasuredCount);
        Line("Labelled", status.LabelledCount);
        Line("Favourites", status.FavouriteCount);
        Line("Missing", status.MissingCount);
        Line("Unreadable", status.UnreadableCount);
        foreach (var folder in status.Folders)
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Folder       {CellText.Printable(folder.Path)}: {folder.FileCount:N0} files{(folder.IsWatched ? ", watched" : "")}{(folder.IsOffline ? ", offline" : "")}"));

        void Line(string name, int count) => text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {count,9:N0}"));
    }
}
