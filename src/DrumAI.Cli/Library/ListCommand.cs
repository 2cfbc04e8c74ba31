using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = new DataOption();
        var format = new FormatOption("A table for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new Command("list", "Lists the library's sounds.") { data, format };
        command.SetAction((result, cancellation) => RunAsync(data.FolderOf(result), format.Of(result), terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string dataFolder, ResultFormat format, Terminal terminal, CancellationToken cancellation)
    {
        using var catalogue = SampleCatalogue.Open(dataFolder);
        using var context = catalogue.CreateContext();
        using var writer = new CatalogueRowWriter(terminal, format);
        await foreach (var row in CatalogueRow.Of(context.Samples.Where(s => s.IsPresent).OrderBy(s => s.Id)).WithCancellation(cancellation)) writer.Write(row);
        return ExitCode.Success;
    }
}
