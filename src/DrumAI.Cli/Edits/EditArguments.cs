using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Library;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Edits;

/// <summary>What the commands that edit have in common: files, undo, and how they answer.</summary>
internal sealed class EditArguments(EditKind kind, string noun)
{
    private readonly Option<bool> undo = new("--undo") { Description = $"Take back the last edit of {noun}; several times for several." };
    private readonly DataOption data = new();
    private readonly FormatOption format = new("A table for people, or one JSON object a line, of the sounds that were edited.", ResultFormat.Table, ResultFormat.Jsonl);

    public void AddTo(Command command)
    {
        command.Add(undo);
        command.Add(data);
        command.Add(format);
    }

    /// <summary>Whether the last edit is to be taken back.</summary>
    public bool IsUndo(ParseResult result) => result.GetValue(undo);

    /// <summary>Edits the sounds of files, or takes the last edit back, and shows the sounds as they now are.</summary>
    public async Task<int> RunAsync(
        ParseResult result, IReadOnlyList<string> files, Action<LibraryEdits, IReadOnlyList<long>> edit, Terminal terminal, CancellationToken cancellation)
    {
        using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
        var edits = new LibraryEdits(catalogue);
        IReadOnlyList<long> samples;
        if (IsUndo(result))
        {
            samples = edits.Undo(kind);
            if (samples.Count == 0) await terminal.Error.WriteLineAsync("drumai: there is nothing to undo.");
        }
        else
        {
            samples = new LibraryLookup(catalogue).SamplesOf(files);
            edit(edits, samples);
        }

        using var context = catalogue.CreateContext();
        using var writer = new CatalogueRowWriter(terminal, format.Of(result));
        foreach (long[] some in samples.Chunk(500))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = CatalogueRow.Of(context, some);
            foreach (long id in some) writer.Write(rows[id]);
        }

        return ExitCode.Success;
    }
}
