namespace DrumAI.EndToEnd.Dashboard;

/// <summary>
/// A service that simulated musicians have filled with real drums over the wire: most say what the maker's folder says, some are wrong now and then, and
/// over a few sounds they fall out. What the pictures show.
/// </summary>
public sealed class DemoService : IAsyncLifetime
{
    private const int VoterCount = 7;

    /// <summary>What the model of the pictures does not know at first, until votes have taught it.</summary>
    private const string Lacking = "Clap", PerFold = "25";

    private readonly string folder = Directory.CreateTempSubdirectory("drumai-demo-").FullName;
    private ServiceProgram? service;

    /// <summary>The service; the running test is skipped where there are no drums.</summary>
    public async Task<ServiceProgram> StartAsync()
    {
        if (service is not null) return service;
        // Tests look at the layout, which a few sounds show; pictures for people show a community.
        bool isForPeople = Environment.GetEnvironmentVariable("DRUMAI_PICTURES") is { Length: > 0 };
        var sounds = SharedDrums.Choose(isForPeople ? 14 : 1);
        if (isForPeople) await DrumProgram.RunOtherAsync("DrumAI.Loops", "DrumAI.Loops", "prepare", SharedFolder.Require("drums"), folder, Lacking, PerFold);
        service = isForPeople ? await ServiceProgram.StartAsync("--model", Path.Combine(folder, "model")) : await ServiceProgram.StartAsync();
        using var voters = await Voters.JoinAsync(service, VoterCount);
        var random = new Random(5);
        foreach (var (path, className, subclass) in sounds.OrderBy(_ => random.Next()))
        {
            byte[] file = await File.ReadAllBytesAsync(path);
            int first = random.Next(VoterCount);
            string other = className == "Tom" ? "Conga" : "Tom";
            bool isDisputed = random.NextDouble() < 0.06;
            var hearing = await voters.SendAsync(first, file, className, subclass);
            for (int k = 1; k < random.Next(0, 5); k++)
            {
                bool isWrong = random.NextDouble() < (isDisputed ? 0.6 : 0.05);
                await voters.VoteAsync((first + k) % VoterCount, hearing, isWrong ? other : className, isWrong ? null : subclass);
            }
        }

        if (isForPeople) await LearnAsync(service);
        return service;
    }

    /// <summary>Users correct what the model does not know, a worker makes another model of that, and all is saved.</summary>
    private async Task LearnAsync(ServiceProgram running)
    {
        string drums = SharedFolder.Require("drums"), database = $"Data Source={Path.Combine(running.Data, "service.db")}";
        await DrumProgram.RunOtherAsync("DrumAI.Loops", "DrumAI.Loops", "vote", running.Address.AbsoluteUri, drums, Lacking, PerFold);
        await DrumProgram.RunAsync("", "models", "retrain", "--data", running.Data);
        await DrumProgram.RunOtherAsync(
            "DrumAI.Lab", "drumai-lab", "worker", "--database", database, "--base", $"Data Source={Path.Combine(folder, "base.db")}", "--split",
            Path.Combine(drums, "folds.csv"), "--frozen", "4", "--once");
        await DrumProgram.RunAsync("", "backup", "--to", Path.Combine(running.Data, "backups"), "--data", running.Data);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
