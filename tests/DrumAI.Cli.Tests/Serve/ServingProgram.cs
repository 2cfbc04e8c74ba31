using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrumAI.Cli.Tests.Serve;

/// <summary><c>drumai serve</c> as a process of its own, on a free port.</summary>
internal sealed partial class ServingProgram : IDisposable
{
    private const int Terminate = 15;
    private readonly Process process;

    private ServingProgram(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it says that it listens.</summary>
    public Uri Address { get; }

    public static async Task<ServingProgram> StartAsync(params string[] args)
    {
        var process = ChildProgram.Start(["serve", "--port", "0", .. args]);
        // The log is read away, or the program would wait for it.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        return new ServingProgram(process, new Uri(line!["listening on ".Length..]));
    }

    /// <summary>Asks it to end, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Assert.Equal(0, SendSignal(process.Id, Terminate));
        return await ChildProgram.ExitCodeOfAsync(process);
    }

    /// <summary>Ends it without asking.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
