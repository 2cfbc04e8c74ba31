using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library status</c>.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create(Terminal terminal)
    {
        var data = CatalogueOptions.Data();
        var format = CatalogueOptions.Format("table", "jsonl");
        var command = new Command("status", "Says how the library stands.") { data, format };
        command.SetAction((result, cancellation) => CatalogueRun.RunAsync(
            result.GetRequiredValue(data),
            terminal,
            catalogue =>
            {
                var status = LibraryStatus.Read(catalogue);
                if (result.GetRequiredValue(format) == "jsonl") terminal.Out.WriteLine(JsonSerializer.Serialize(status, Json));
                else WriteText(terminal.Out, catalogue, status);
                return Task.FromResult(ExitCode.Success);
            },
            cancellation));
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
