using System.Diagnostics;
using System.Globalization;

namespace DrumAI.EndToEnd;

/// <summary><c>drumai studio</c> as a process of its own, on a free port and a data folder of its own.</summary>
public sealed class StudioProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string? ownData;

    private StudioProgram(Process process, Uri address, string? ownData) => (this.process, Address, this.ownData) = (process, address, ownData);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="data">Folder of the catalogue; null for a new one, which goes with the program.</param>
    /// <param name="folders">Folders of sounds.</param>
    public static async Task<StudioProgram> StartAsync(string? data, params string[] folders)
    {
        string? own = data is null ? Directory.CreateTempSubdirectory("drumai-studio-").FullName : null;
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [ProgramPath, "studio", .. folders, "--port", "0", "--no-browser", "--data", data ?? own!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        const string Begin = "listening on ";
        if (line?.StartsWith(Begin, StringComparison.Ordinal) != true) throw new InvalidOperationException($"The Studio said {line}: {await errors}");
        return new StudioProgram(process, new Uri(line[Begin.Length..]), own);
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
        if (ownData is not null) Directory.Delete(ownData, recursive: true);
    }

    /// <summary>The program beside these tests, of the same build.</summary>
    private static string ProgramPath
    {
        get
        {
            var build = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(build.Parent!.Parent!.FullName, "DrumAI.Cli", build.Name, "DrumAI.Cli.dll");
        }
    }
}
