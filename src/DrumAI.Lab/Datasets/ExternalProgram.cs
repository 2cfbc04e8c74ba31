using System.ComponentModel;
using System.Diagnostics;

namespace DrumAI.Lab.Datasets;

/// <summary>Runs another program to its end.</summary>
internal static class ExternalProgram
{
    /// <summary>Runs it in a folder; what it says is told only where it fails.</summary>
    /// <exception cref="IOException">It is not installed, or fails.</exception>
    public static async Task RunAsync(string program, string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0) throw new IOException($"{program} ended with code {process.ExitCode}: {(await error).Trim()} {(await output).Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException($"{start.FileName} does not start.");
        }
        catch (Win32Exception error)
        {
            throw new IOException($"{start.FileName} is needed here, and cannot be started: {error.Message}", error);
        }
    }
}
