using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Export;

/// <summary><c>drumai export</c>.</summary>
internal static class ExportCommand
{
    private const string Notes = """
        A row for each sound, with all that the catalogue knows of it but its vectors; copies of a sound are in "files".

        Example:
          drumai export --format csv > library.csv
        """;

    public static Command Create(Terminal terminal)
    {
        var data = new DataOption();
        var format = new FormatOption("Comma-separated values, or one JSON object a line.", ResultFormat.Csv, ResultFormat.Jsonl);
        var command = new NotedCommand("export", "Writes the catalogue as a table.", Notes) { data, format };
        command.SetAction((result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            var table = new CatalogueTable(catalogue);
            if (format.Of(result) == ResultFormat.Jsonl) table.WriteJsonLines(terminal.Results, cancellation);
            else table.WriteCsv(terminal.Out, cancellation);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
