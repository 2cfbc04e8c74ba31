using System.Diagnostics;
using System.Globalization;

namespace DrumAI.EndToEnd;

/// <summary>A <c>drumai</c> as a process of its own.</summary>
public sealed class DrumProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private DrumProgram(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<DrumProgram> StartAsync(params IEnumerable<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [ProgramPath, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        const string Begin = "listening on ";
        if (line?.StartsWith(Begin, StringComparison.Ordinal) != true) throw new InvalidOperationException($"It said {line}: {await errors}");
        return new DrumProgram(process, new Uri(line[Begin.Length..]));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="input">A line of standard input.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>What it printed.</returns>
    public static Task<string> RunAsync(string input, params IEnumerable<string> arguments) => RunProgramAsync(ProgramPath, input, arguments);

    /// <summary>Runs another program of the same build to its end; it has to be built before.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<string> RunOtherAsync(string project, string assembly, params IEnumerable<string> arguments) => RunProgramAsync(PathOf(project, assembly), "", arguments);

    private static async Task<string> RunProgramAsync(string program, string input, IEnumerable<string> arguments)
    {
        using var command = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = command.StandardError.ReadToEndAsync();
        await command.StandardInput.WriteLineAsync(input);
        command.StandardInput.Close();
        string output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? output : throw new InvalidOperationException(await errors);
    }

    /// <summary>Ends it at once, as a crash or a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as Ctrl+C or the system does, and answers its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    /// <summary>The program beside these tests, of the same build.</summary>
    private static string ProgramPath => PathOf("DrumAI.Cli", "DrumAI.Cli");

    private static string PathOf(string project, string assembly)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(build.Parent!.Parent!.FullName, project, build.Name, assembly + ".dll");
    }
}
