using System.CommandLine;
using System.Text.Json;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Data.Backups;

namespace DrumAI.Cli.Backups;

/// <summary>The sub-command <c>restore</c>: the shared service's database, not the catalogue of a musician.</summary>
internal static class ServiceRestoreCommand
{
    private const string Notes = """
        This is about the database of "drumai serve"; "drumai library restore" is for the catalogue of your own sounds.
        The place must be new or empty: on PostgreSQL a database without tables, or one that does not exist and is made. With --replace a database that holds
        something gives way, and stays under another name that is printed; no service may have it open then.

        Examples:
          drumai restore /var/backups/drumai/drumai-20261122T000000000Z.db
          drumai restore /backups/drumai-20261122T000000000Z.dump --database "Host=other;Username=drumai;Database=drumai"
          drumai restore backup.db --replace

        Exit codes:
          0    restored, and the same as when it was backed up
          2    the command line makes no sense
          1    anything else
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file that \"drumai backup\" wrote." };
        var replace = new Option<bool>("--replace") { Description = "Puts it in the place of a database that holds something." };
        var database = new DatabaseOptions();
        var format = new FormatOption("A line for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("restore", "Restores the shared service's database from a backup.", Notes) { file, replace };
        database.AddTo(command);
        command.Add(format);
        command.SetAction(async (result, cancellation) =>
        {
            var restored = await DatabaseBackup.RestoreAsync(database.Of(result), result.GetRequiredValue(file), result.GetValue(replace), cancellation);
            await terminal.Out.WriteLineAsync(format.Of(result) == ResultFormat.Jsonl
                ? JsonSerializer.Serialize(new { restored = true, rows = restored.Rows, compared = restored.IsCompared, kept = restored.Kept })
                : Line(restored));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Line(RestoredDatabase restored)
    {
        string compared = restored.IsCompared ? "the same as were backed up" : "not compared, since the backup has no manifest";
        string kept = restored.Kept is { } name ? $" The database of before is {CellText.Printable(name)}." : "";
        return $"Restored {restored.Rows} rows, {compared}.{kept}";
    }
}
