using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Identity;

namespace DrumAI.EndToEnd;

/// <summary><c>drumai serve</c> as a process of its own, with a tap on the wire through which the Studio reaches it.</summary>
public sealed class SharedService : IAsyncDisposable
{
    private readonly string data;
    private readonly DrumProgram program;

    private SharedService(string data, DrumProgram program, WireTap tap) => (this.data, this.program, Tap) = (data, program, tap);

    /// <summary>The wire between the Studio and the service.</summary>
    public WireTap Tap { get; }

    /// <summary>Starts it.</summary>
    /// <param name="model">Folder of the model that it hears with; null for the one that comes with it.</param>
    public static async Task<SharedService> StartAsync(string? model = null)
    {
        string data = Directory.CreateTempSubdirectory("drumai-service-").FullName;
        var program = await DrumProgram.StartAsync(["serve", "--port", "0", "--data", data, "--proxy", "127.0.0.1", .. model is null ? Array.Empty<string>() : ["--model", model]]);
        return new SharedService(data, program, new WireTap(program.Address));
    }

    /// <summary>Looks into the service's database.</summary>
    public async Task<T> LookAsync<T>(Func<DrumDataContext, Task<T>> look)
    {
        using var database = await DrumDatabase.OpenAsync($"Data Source={Path.Combine(data, "service.db")}");
        await using var context = database.CreateContext();
        return await look(context);
    }

    /// <summary>Some other musicians, each from a place of their own, say what a sound is.</summary>
    public async Task VoteAsync(Fingerprint sound, string className, int voters)
    {
        for (int i = 1; i <= voters; i++)
        {
            using var http = new HttpClient { BaseAddress = program.Address };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.{i}.7");
            var account = await new DrumServiceClient(http).CreateUserAsync();
            await new DrumServiceClient(http, account.Token).CorrectAsync(
                new Correction { Fingerprint = WireFingerprint.Of(sound), Class = className, FrontEnd = FrontEnd.Version });
        }
    }

    public async ValueTask DisposeAsync()
    {
        Tap.Dispose();
        await program.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
