using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library history</c>.</summary>
internal static class HistoryCommand
{
    private const string Notes = """
        Classes, tags and favourites that you set are kept, with what was before. An edit can be undone whatever came after it; a sound that a
        later edit has changed once more keeps what that one gave it.

        Examples:
          drumai library history --limit 20
          drumai library history --kind label --format jsonl
          drumai library history --undo 17
        """;

    private const int ShownChanges = 3;

    public static Command Create(Terminal terminal)
    {
        var kind = new ChoiceOption<EditKind?>(
            "--kind", "Edits of one kind.", ("all", null), ("label", EditKind.Label), ("tag", EditKind.Tag), ("favourite", EditKind.Favourite));
        var limit = new CountOption("--limit", usual: 50, what: "edits");
        var undo = new Option<long?>("--undo") { Description = "Undo the edit of this number, and show it as it then is.", HelpName = "ID" };
        var data = new DataOption();
        var format = new FormatOption("A list for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("history", "Shows what you said of sounds, the last first.", Notes) { kind, limit, undo, data, format };
        command.SetAction((result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            var records = EditHistory.Read(catalogue, kind.Of(result), result.GetRequiredValue(limit));
            if (result.GetValue(undo) is { } edit)
            {
                new LibraryEdits(catalogue).UndoEdit(edit);
                records = EditHistory.Read(catalogue).Where(r => r.Id == edit).Take(1);
            }

            Write(records, terminal, format.Of(result), cancellation);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Write(IEnumerable<EditRecord> records, Terminal terminal, ResultFormat format, CancellationToken cancellation)
    {
        using var json = new JsonLines(terminal.Results);
        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            if (format == ResultFormat.Jsonl) json.Write(line => WriteMembers(line, record));
            else WriteText(terminal.Out, record);
        }

        json.Flush();
        terminal.Out.Flush();
    }

    private static void WriteMembers(Utf8JsonWriter line, EditRecord record)
    {
        line.WriteNumber("id"u8, record.Id);
        line.WriteString("kind"u8, NameOf(record.Kind));
        line.WriteString("doneAt"u8, record.DoneAt.UtcDateTime);
        if (record.UndoneAt is { } undone) line.WriteString("undoneAt"u8, undone.UtcDateTime);
        else line.WriteNull("undoneAt"u8);
        line.WriteStartArray("changes"u8);
        foreach (var change in record.Changes)
        {
            line.WriteStartObject();
            line.WriteNumber("id"u8, change.SampleId);
            line.WriteString("path"u8, change.Path);
            line.WriteString("before"u8, change.Before);
            line.WriteString("after"u8, change.After);
            line.WriteEndObject();
        }

        line.WriteEndArray();
    }

    private static void WriteText(TextWriter text, EditRecord record)
    {
        string undone = record.UndoneAt is { } at ? $"  undone {Local(at)}" : "";
        text.WriteLine($"{record.Id,6}  {Local(record.DoneAt)}  {NameOf(record.Kind)}{undone}");
        foreach (var change in record.Changes.Take(ShownChanges))
            text.WriteLine($"        {CellText.Printable(change.Path)}: {CellText.Printable(change.Before ?? "-")} -> {CellText.Printable(change.After ?? "-")}");
        if (record.Changes.Count > ShownChanges) text.WriteLine($"        and {record.Changes.Count - ShownChanges} more");
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string NameOf(EditKind kind) => kind.ToString().ToLowerInvariant();
}
