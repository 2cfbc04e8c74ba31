using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = CatalogueOptions.Data();
        var format = CatalogueOptions.Format("table", "jsonl");
        var command = new Command("list", "Lists the library's sounds.") { data, format };
        command.SetAction((result, cancellation) => CatalogueRun.RunAsync(
            result.GetRequiredValue(data),
            terminal,
            catalogue => RunAsync(catalogue, terminal, result.GetRequiredValue(format) == "jsonl", cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SampleCatalogue catalogue, Terminal terminal, bool asJsonLines, CancellationToken cancellation)
    {
        using var context = catalogue.CreateContext();
        using var writer = new SoundRowWriter(terminal, asJsonLines);
        await foreach (var row in SoundRow.Of(context.Samples.Where(s => s.IsPresent).OrderBy(s => s.Id)).WithCancellation(cancellation)) writer.Write(row);
        return ExitCode.Success;
    }
}
