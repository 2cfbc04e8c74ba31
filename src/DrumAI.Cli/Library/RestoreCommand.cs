using System.CommandLine;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Keeping;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library restore</c>.</summary>
internal static class RestoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file that \"drumai library backup\" wrote." };
        var data = new DataOption();
        var format = new FormatOption("A line for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new Command("restore", "Puts a backup in the catalogue's place; the catalogue of before is kept beside it.") { file, data, format };
        command.SetAction(result =>
        {
            string folder = data.FolderOf(result);
            string? kept = LibraryBackup.Restore(folder, result.GetRequiredValue(file));
            // Opening it brings a backup of an older version up to date.
            SampleCatalogue.Open(folder).Dispose();
            if (format.Of(result) == ResultFormat.Jsonl) terminal.Out.WriteLine(JsonSerializer.Serialize(new { restored = true, kept }));
            else terminal.Out.WriteLine(kept is null ? "Restored." : $"Restored. The catalogue of before is {CellText.Printable(kept)}.");
            return ExitCode.Success;
        });
        return command;
    }
}
