namespace DrumAI.EndToEnd;

/// <summary><c>drumai studio</c> as a process of its own, on a free port and a data folder of its own.</summary>
public sealed class StudioProgram : IAsyncDisposable
{
    private readonly DrumProgram program;
    private readonly bool isOwn;

    private StudioProgram(DrumProgram program, string data, bool isOwn) => (this.program, Data, this.isOwn) = (program, data, isOwn);

    /// <summary>Where it answers.</summary>
    public Uri Address => program.Address;

    /// <summary>Folder of its catalogue.</summary>
    public string Data { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => program.HasExited;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="data">Folder of the catalogue; null for a new one, which goes with the program.</param>
    /// <param name="folders">Folders of sounds.</param>
    public static async Task<StudioProgram> StartAsync(string? data, params string[] folders)
    {
        string folder = data ?? Directory.CreateTempSubdirectory("drumai-studio-").FullName;
        var program = await DrumProgram.StartAsync(["studio", .. folders, "--port", "0", "--no-browser", "--data", folder]);
        return new StudioProgram(program, folder, isOwn: data is null);
    }

    /// <summary>Ends it at once, as a crash or a power cut would.</summary>
    public Task KillAsync() => program.KillAsync();

    /// <summary>Asks it to end, as Ctrl+C or the system does, and answers its exit code.</summary>
    public Task<int> StopAsync(string signal = "TERM") => program.StopAsync(signal);

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        if (isOwn) Directory.Delete(Data, recursive: true);
    }
}
