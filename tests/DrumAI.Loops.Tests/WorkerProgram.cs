using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrumAI.Loops.Tests;

/// <summary><c>drumai-lab worker</c> as a process of its own.</summary>
internal sealed partial class WorkerProgram : IDisposable
{
    private const int Terminate = 15;
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> awaited = new();

    private WorkerProgram(Process process) => this.process = process;

    /// <summary>What it is called on its jobs.</summary>
    public string Name => $"{Environment.MachineName}/{process.Id}";

    /// <summary>What it said.</summary>
    public string Said => string.Join('\n', lines);

    public static WorkerProgram Start(params string[] args)
    {
        var command = LabProgram.CommandLine("DrumAI.Loops.Tests");
        var worker = new WorkerProgram(new Process
        {
            StartInfo = new ProcessStartInfo(command[0], [.. command.Skip(1), "worker", .. args]) { RedirectStandardError = true },
        });
        worker.process.ErrorDataReceived += (_, line) => worker.Note(line.Data);
        worker.process.Start();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Waits until it says something with this in it.</summary>
    public async Task SaysAsync(string part)
    {
        var said = awaited.GetOrAdd(part, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (lines.Any(l => l.Contains(part, StringComparison.Ordinal))) return;
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(said.Task, ended) == ended && !Said.Contains(part, StringComparison.Ordinal)) Assert.Fail($"The worker ended with {process.ExitCode}:\n{Said}");
    }

    /// <summary>Ends it without asking.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Assert.Equal(0, SendSignal(process.Id, Terminate));
        return await ExitCodeAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        foreach (var (part, said) in awaited)
            if (line.Contains(part, StringComparison.Ordinal)) said.TrySetResult();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
