using System.Diagnostics;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Data.Registry;
using DrumAI.Service;
using DrumAI.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DrumAI.Loops;

/// <summary>The whole loop: a service, users over HTTP, a worker in a process of its own; what the model says of sounds that nobody voted on, before and after; and attempts to spoil it.</summary>
/// <param name="shipped">Folder of the shipped model.</param>
/// <param name="folder">Where to work.</param>
/// <param name="lab">Command line of <c>drumai-lab</c>.</param>
internal sealed class LoopRun(string shipped, string folder, IReadOnlyList<string> lab)
{
    private static readonly double[] ScratchPulls = [1e-4, 3e-5, 1e-5];
    private string drums = "";

    private string Store => $"Data Source={Path.Combine(folder, "base.db")}";

    private string Model => Path.Combine(folder, "model");

    /// <summary>Runs it, on a fresh SQLite database unless another is named.</summary>
    public async Task RunAsync(string sounds, Scenario scenario, string? connection)
    {
        drums = sounds;
        var watch = Stopwatch.StartNew();
        await PrepareAsync(sounds, scenario);
        await CorrectAsync(scenario, connection ?? Fresh("honest"));
        await SpoilAsync(scenario, Fresh("spoilt"));
        Say($"all of it took {watch.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Makes the base set's feature store, and the model that the service begins with.</summary>
    public async Task PrepareAsync(string sounds, Scenario scenario)
    {
        Directory.CreateDirectory(folder);
        using var store = await DrumDatabase.OpenAsync(Store);
        await BaseModel.MakeAsync(scenario, sounds, store, shipped, Model, ScratchPulls);
        Say($"base set: {scenario.Base.Count} sounds without {scenario.Lacking}; frozen: {scenario.Frozen.Count} sounds");
    }

    private async Task CorrectAsync(Scenario scenario, string connection)
    {
        await using var service = await StartAsync(connection);
        var users = await UsersAsync(service.Address, 6, first: 2);
        var before = await AskAsync(users[0], scenario);
        Say($"{users.Count} users vote on {scenario.Voted.Count} sounds of {scenario.Lacking} and {Others(scenario).Count} others of the same libraries");
        var settled = await Crowd.VoteAsync(users, drums, scenario.Voted.Concat(Others(scenario)), Crowd.Honest(seed: 1));
        Say($"consensus on {settled.Count(c => c is not null)} sounds");
        await RetrainAsync(connection, service.Address, users[0]);
        var after = await AskAsync(users[0], scenario);
        Say("");
        Say($"| sounds that nobody voted on | heard as {scenario.Lacking}, before | after |");
        Say("| --- | ---: | ---: |");
        Say($"| {scenario.Unvoted.Count()} of {scenario.Lacking} | {before.Lacking} | {after.Lacking} |");
        Say($"| {scenario.Frozen.Count - scenario.Unvoted.Count()} of other classes | {before.Wrongly} | {after.Wrongly} |");
        Say("");

        Say("newcomers collude: ten new accounts call sounds Kick that are none");
        var crowd = await UsersAsync(service.Address, 10, first: 20);
        var spoilt = await Crowd.VoteAsync(crowd, drums, Spoilt(scenario).Take(20), (_, _) => "Kick");
        Say($"consensus that {spoilt.Count(c => c == "Kick")} of {spoilt.Count} are Kick");
        foreach (var user in users.Concat(crowd)) user.Dispose();
    }

    /// <summary>On an empty service nobody has a record, and somebody has to be believed: here it is the wrong ones, before anybody else has come.</summary>
    private async Task SpoilAsync(Scenario scenario, string connection)
    {
        await using var service = await StartAsync(connection);
        var crowd = await UsersAsync(service.Address, 4, first: 40);
        var spoilt = await Crowd.VoteAsync(crowd, drums, Spoilt(scenario), (_, _) => "Kick");
        Say($"the first users of an empty service collude: consensus that {spoilt.Count(c => c == "Kick")} of {spoilt.Count} sounds are Kick");
        await RetrainAsync(connection, service.Address, crowd[0]);
        foreach (var user in crowd) user.Dispose();
    }

    private static List<LabelledSound> Others(Scenario scenario) => [.. scenario.Others.Where((_, i) => i % 40 == 0)];

    private static List<LabelledSound> Spoilt(Scenario scenario) => [.. scenario.Others.Where(s => Scenario.NameOf(s) is "Snare" or "Hat" or "Tom").Where((_, i) => i % 10 == 0)];

    private async Task<(int Lacking, int Wrongly)> AskAsync(SimulatedUser user, Scenario scenario)
    {
        var lacking = await Crowd.AskAsync(user, drums, scenario.Unvoted);
        var others = await Crowd.AskAsync(user, drums, scenario.Frozen.Except(scenario.Unvoted));
        Say($"  {scenario.Lacking} is heard as {string.Join(", ", lacking.OrderByDescending(h => h.Value).Select(h => $"{h.Key} {h.Value}"))}");
        return (lacking.GetValueOrDefault(scenario.Lacking), others.GetValueOrDefault(scenario.Lacking));
    }

    /// <summary>Queues a job, has a worker do it, and waits until the service serves what came of it.</summary>
    private async Task RetrainAsync(string connection, Uri service, SimulatedUser user)
    {
        using var database = await DrumDatabase.OpenAsync(connection);
        var board = new JobBoard(database);
        var job = await board.EnqueueAsync(JobKind.Retrain, "the loop's benchmark");
        using var worker = Process.Start(new ProcessStartInfo(lab[0], [
            .. lab.Skip(1), "worker", "--database", connection, "--base", Store, "--split", Path.Combine(drums, "folds.csv"), "--frozen", $"{Scenario.FrozenFold}", "--once"]))!;
        await worker.WaitForExitAsync();
        var done = await board.FindAsync(job.Id);
        if (done?.Status != JobStatus.Done) throw new InvalidOperationException($"The job ended as {done?.Status}: {done?.Error}");
        string current = (await new ModelRegistry(database).CurrentAsync())!.Name;
        while ((await user.Client.GetCurrentModelAsync()).Id != current) await Task.Delay(200);
        Say($"{service} serves {current}");
    }

    private Task<DrumService> StartAsync(string connection) => DrumService.StartAsync(
        new ServiceOptions { Database = connection, Port = 0, ModelDirectory = Model, RequestsPerMinute = 100_000 },
        builder => builder.Services.Configure<LoggerFilterOptions>(log => log.MinLevel = LogLevel.Error));

    private static async Task<IReadOnlyList<SimulatedUser>> UsersAsync(Uri service, int count, int first)
    {
        var users = new List<SimulatedUser>();
        for (int i = 0; i < count; i++) users.Add(await SimulatedUser.CreateAsync(service, first + i));
        return users;
    }

    private string Fresh(string name)
    {
        string path = Path.Combine(folder, $"{name}.db");
        foreach (string old in Directory.GetFiles(folder, $"{name}.db*")) File.Delete(old);
        return $"Data Source={path}";
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}
