using System.CommandLine;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>The sub-command <c>library</c>, whose own sub-commands keep the catalogue.</summary>
internal static class LibraryCommand
{
    public static Command Create(Terminal terminal) => new("library", "Keeps a catalogue of your sounds: add folders, and list what is in them.")
    {
        AddCommand.Create(terminal),
        ScanCommand.Create(terminal),
        ListCommand.Create(terminal),
        RemoveCommand.Create(terminal),
        HistoryCommand.Create(terminal),
        StatusCommand.Create(terminal),
        BackupCommands.CreateBackup(terminal),
        BackupCommands.CreateRestore(terminal),
        CheckCommand.Create(terminal),
    };
}
