using DrumAI.Catalogue;
using DrumAI.Classification;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>The frame of every command on the catalogue: opens it, and turns what goes wrong into a sentence and an exit code.</summary>
internal static class CatalogueRun
{
    /// <summary>Opens the catalogue of a data folder and runs a command on it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string dataFolder, Terminal terminal, Func<SampleCatalogue, Task<int>> command, CancellationToken cancellation)
    {
        try
        {
            using var catalogue = SampleCatalogue.Open(dataFolder);
            return await command(catalogue);
        }
        catch (Exception e) when (e is CatalogueException or ModelException)
        {
            await terminal.Error.WriteLineAsync($"drumai: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("drumai: stopped before the end.");
            return ExitCode.Interrupted;
        }
    }
}
