using DrumAI.Cli.Output;
using DrumAI.Dashboard;
using DrumAI.Data;
using DrumAI.Service;

namespace DrumAI.Cli.Serve;

/// <summary>One run of <c>drumai serve</c>.</summary>
internal static class ServeRun
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(ServiceOptions options, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            await using var service = await DrumService.StartAsync(options, extension: new DashboardExtension(), cancellation: cancellation);
            await terminal.Out.WriteLineAsync($"listening on {service.Address.GetLeftPart(UriPartial.Authority)}");
            await terminal.Out.FlushAsync(cancellation);
            await service.WaitForShutdownAsync(cancellation);
            return ExitCode.Success;
        }
        catch (Exception e) when (e is DatabaseException or ArgumentException)
        {
            await terminal.Error.WriteLineAsync($"drumai serve: {e.Message}");
            return e is ArgumentException ? ExitCode.Usage : ExitCode.Failure;
        }
    }
}
