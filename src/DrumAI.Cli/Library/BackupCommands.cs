using System.CommandLine;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Keeping;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library backup</c> and <c>drumai library restore</c>.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup(Terminal terminal) => Create(
        "backup",
        "Writes a copy of the catalogue to a file, also while an import runs. Sounds are not in it.",
        "The file to write; one that exists is not replaced.",
        terminal,
        (folder, file) =>
        {
            using var catalogue = SampleCatalogue.Open(folder);
            string path = Path.GetFullPath(file);
            LibraryBackup.Write(catalogue, path);
            return ($"Wrote {CellText.Printable(path)}.", JsonSerializer.Serialize(new { backup = path, bytes = new FileInfo(path).Length }));
        });

    public static Command CreateRestore(Terminal terminal) => Create(
        "restore",
        "Puts a backup in the catalogue's place; the catalogue of before is kept beside it.",
        "A file that \"drumai library backup\" wrote.",
        terminal,
        (folder, file) =>
        {
            string? kept = LibraryBackup.Restore(folder, file);
            // Opening it brings a backup of an older version up to date.
            SampleCatalogue.Open(folder).Dispose();
            string before = kept is null ? "" : $" The catalogue of before is {CellText.Printable(kept)}.";
            return ($"Restored.{before}", JsonSerializer.Serialize(new { restored = true, kept }));
        });

    /// <summary>A command that takes a file and answers in one line, for people or as JSON.</summary>
    private static Command Create(string name, string description, string fileDescription, Terminal terminal, Func<string, string, (string Text, string Json)> run)
    {
        var file = new Argument<string>("FILE") { Description = fileDescription };
        var data = new DataOption();
        var format = new FormatOption("A line for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new Command(name, description) { file, data, format };
        command.SetAction(result =>
        {
            var (text, json) = run(data.FolderOf(result), result.GetRequiredValue(file));
            terminal.Out.WriteLine(format.Of(result) == ResultFormat.Jsonl ? json : text);
            return ExitCode.Success;
        });
        return command;
    }
}
