using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrumAI.Cli.Tests.Serve;

/// <summary><c>drumai serve</c> as a process of its own, on a free port.</summary>
internal sealed partial class ServingProgram : IDisposable
{
    private const int Terminate = 15;
    private readonly Process process;

    private ServingProgram(Process process, Uri address, ConcurrentQueue<string> faults)
    {
        Faults = faults;
        this.process = process;
        Address = address;
    }

    /// <summary>Where it says that it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it logged of its own faults.</summary>
    public ConcurrentQueue<string> Faults { get; }

    public static Task<ServingProgram> StartAsync(params string[] args) => StartAsync(new Dictionary<string, string>(), args);

    /// <summary>Starts it with more in its environment.</summary>
    public static async Task<ServingProgram> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = ChildProgram.StartInfo(["serve", "--port", "0", .. args]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var faults = new ConcurrentQueue<string>();
        // The log is read away, or the program would wait for it.
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("\"Exception\"", StringComparison.Ordinal) == true) faults.Enqueue(line.Data);
        };
        process.BeginErrorReadLine();
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        return new ServingProgram(process, new Uri(line!["listening on ".Length..]), faults);
    }

    /// <summary>Asks it to end, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Assert.Equal(0, SendSignal(process.Id, Terminate));
        return await ChildProgram.ExitCodeOfAsync(process);
    }

    /// <summary>Ends it without asking, and waits until it is gone.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
