using System.CommandLine;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Keeping;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library backup</c>.</summary>
internal static class BackupCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write; one that exists is not replaced." };
        var data = new DataOption();
        var format = new FormatOption("A line for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new Command("backup", "Writes a copy of the catalogue to a file, also while an import runs. Sounds are not in it.") { file, data, format };
        command.SetAction(result =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            string path = Path.GetFullPath(result.GetRequiredValue(file));
            LibraryBackup.Write(catalogue, path);
            terminal.Out.WriteLine(
                format.Of(result) == ResultFormat.Jsonl
                    ? JsonSerializer.Serialize(new { backup = path, bytes = new FileInfo(path).Length })
                    : $"Wrote {CellText.Printable(path)}.");
            return ExitCode.Success;
        });
        return command;
    }
}
