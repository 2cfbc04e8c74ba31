using System.CommandLine;
using System.Text.Json;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Data;
using DrumAI.Data.Backups;

namespace DrumAI.Cli.Backups;

/// <summary>The sub-command <c>backup</c>: the shared service's database, not the catalogue of a musician.</summary>
internal static class ServiceBackupCommand
{
    private const int UsualKeep = 8;

    private const string Notes = """
        This is about the database of "drumai serve", while it serves or not; "drumai library backup" is for the catalogue of your own sounds.
        A backup holds one moment. It is restored once beside the database and compared with it row by row; a manifest (FILE.json) says what it holds.
        PostgreSQL needs pg_dump and pg_restore, not older than the server; where the role may not make a database, the file is read to its end instead.
        With --to the file is named by its time, and the oldest are deleted once the new one is good.

        Examples:
          drumai backup service-2026-11-22.db
          drumai backup --to /var/backups/drumai --keep 8
          drumai backup --to /backups --database @/run/secrets/database

        Exit codes:
          0    written and checked
          2    the command line makes no sense
          1    anything else; no file is left then, and no older one deleted
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("FILE") { Description = "The file to write; one that exists is not replaced.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--to") { Description = "A folder of backups, instead of a FILE.", HelpName = "DIR" };
        var keep = new Option<int>("--keep")
        {
            Description = $"How many backups to keep in that folder; {UsualKeep} unless told otherwise.",
            HelpName = "N",
            DefaultValueFactory = _ => UsualKeep,
        };
        keep.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out int count) && count >= 1)) result.AddError($"--keep takes a number from 1 up, not {token.Value}.");
        });
        var database = new DatabaseOptions();
        var format = new FormatOption("A line for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("backup", "Backs up the shared service's database, also while it serves.", Notes) { file, folder, keep };
        database.AddTo(command);
        command.Add(format);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(file)?.Tokens.Count > 0) == (result.GetResult(folder) is not null)) result.AddError("give either a FILE or --to DIR.");
        });
        command.SetAction(async (result, cancellation) =>
        {
            string connection = DatabaseAddress.Resolve(database.Of(result));
            string path = result.GetValue(folder) is { } place
                ? BackupFolder.PathFor(place, DatabaseAddress.KindOf(connection), DateTimeOffset.UtcNow)
                : Path.GetFullPath(result.GetValue(file)!);
            var manifest = await DatabaseBackup.WriteAsync(connection, path, cancellation);
            var deleted = result.GetValue(folder) is { } rotated ? BackupFolder.Rotate(rotated, result.GetValue(keep)) : [];
            await terminal.Out.WriteLineAsync(format.Of(result) == ResultFormat.Jsonl ? Json(path, manifest, deleted) : Line(path, manifest, deleted));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Line(string path, BackupManifest manifest, IReadOnlyList<string> deleted)
    {
        string check = manifest.Check == BackupCheck.Restored ? "restored once and compared row by row" : "read to its end";
        string rotation = deleted.Count > 0 ? $" Deleted {deleted.Count} of before." : "";
        return $"Wrote {CellText.Printable(path)}: {manifest.Rows} rows, {manifest.Bytes} bytes, {check}.{rotation}";
    }

    private static string Json(string path, BackupManifest manifest, IReadOnlyList<string> deleted) => JsonSerializer.Serialize(new
    {
        backup = path,
        bytes = manifest.Bytes,
        rows = manifest.Rows,
        check = manifest.Check == BackupCheck.Restored ? "restored" : "read",
        takenAt = manifest.TakenAt,
        deleted,
    });
}
