using System.Collections.Concurrent;
using System.Diagnostics;

namespace DrumAI.Lab.Tests;

/// <summary>The program in a process of its own, as a user starts it.</summary>
internal sealed class LabProgram : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    /// <param name="seen">Told each line of standard error as it comes.</param>
    /// <param name="args">The command line.</param>
    private LabProgram(Action<LabProgram, string>? seen, string[] args)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "drumai-lab.dll"), .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Note(output, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Note(errors, line.Data);
            if (line.Data is not null) seen?.Invoke(this, line.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ExitCode => process.ExitCode;

    public string Output => string.Join('\n', output);

    public string Error => string.Join('\n', errors);

    /// <summary>Runs to the end.</summary>
    public static Task<LabProgram> RunAsync(params string[] args) => WatchAsync(null, args);

    /// <summary>Runs to the end, or until whoever watches kills it.</summary>
    public static async Task<LabProgram> WatchAsync(Action<LabProgram, string>? seen, params string[] args)
    {
        var program = new LabProgram(seen, args);
        try
        {
            await program.process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Ends it and all that it started, at once.</summary>
    public void Kill()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static void Note(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
