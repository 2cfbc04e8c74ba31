namespace DrumAI.EndToEnd.Dashboard;

/// <summary><c>drumai serve</c> as a process of its own, on a free port and a data folder of its own, with an administrator.</summary>
public sealed class ServiceProgram : IAsyncDisposable
{
    /// <summary>Who may log in.</summary>
    public const string Admin = "ada", Password = "a drum is a drum is a drum";

    private readonly DrumProgram program;

    private ServiceProgram(DrumProgram program, string data) => (this.program, Data) = (program, data);

    /// <summary>Where it answers.</summary>
    public Uri Address => program.Address;

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>Makes the administrator by the command, starts the service, and waits until it answers.</summary>
    /// <param name="arguments">What else <c>serve</c> is told.</param>
    public static async Task<ServiceProgram> StartAsync(params IEnumerable<string> arguments)
    {
        string data = Directory.CreateTempSubdirectory("drumai-service-").FullName;
        Assert.Equal($"{Admin}: made.\n", await DrumProgram.RunAsync(Password, "admin", "add", Admin, "--data", data));
        return new ServiceProgram(await DrumProgram.StartAsync(["serve", "--port", "0", "--data", data, "--proxy", "127.0.0.1", .. arguments]), data);
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
