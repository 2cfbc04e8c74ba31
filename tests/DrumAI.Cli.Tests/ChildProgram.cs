using System.Diagnostics;

namespace DrumAI.Cli.Tests;

/// <summary>The program as a process of its own.</summary>
internal static class ChildProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Process Start(params string[] args) => Process.Start(StartInfo(args))!;

    /// <summary>How it is started, for those who start it otherwise.</summary>
    public static ProcessStartInfo StartInfo(params string[] args) => new("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    };

    /// <summary>Runs to the end.</summary>
    public static async Task<CommandResult> RunAsync(params string[] args)
    {
        using var program = Start(args);
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new CommandResult(await ExitCodeOfAsync(program), await output, await error);
    }

    /// <summary>Waits for the end; what does not end is killed, and an error.</summary>
    public static async Task<int> ExitCodeOfAsync(Process program)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            await program.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }

        return program.ExitCode;
    }
}
