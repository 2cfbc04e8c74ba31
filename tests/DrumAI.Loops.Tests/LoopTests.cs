using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Data.Registry;
using DrumAI.Training;

namespace DrumAI.Loops.Tests;

/// <summary>The loop over the wire, with the shipped embedding and real sounds: users, consensus, a worker in a process of its own, the next model.</summary>
public sealed class LoopTests(LoopWorld world, PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task MistakeThatUsersCorrectIsMadeLessOnSoundsThatNobodyVotedOn(DatabaseKind kind)
    {
        var scenario = await world.GetAsync();
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using var service = await world.StartServiceAsync(place.ConnectionString);
        var users = await UsersAsync(service.Address, 3);
        var before = await Crowd.AskAsync(users[0], LoopWorld.Drums, scenario.Unvoted);
        Assert.Equal(0, before.GetValueOrDefault("Clap"));

        var settled = await Crowd.VoteAsync(users, LoopWorld.Drums, scenario.Voted, Crowd.Honest(seed: 1));
        Assert.InRange(settled.Count(c => c == "Clap"), scenario.Voted.Count * 2 / 3, scenario.Voted.Count);
        var job = await RetrainAsync(place.ConnectionString);

        Assert.Contains("\"isPromoted\":true", job.Result, StringComparison.Ordinal);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        var current = (await new ModelRegistry(database).CurrentAsync(Cancellation))!;
        Assert.NotNull(current.ParentId);
        await ServesAsync(users[0], current.Name);
        int claps = scenario.Unvoted.Count();
        var after = await Crowd.AskAsync(users[0], LoopWorld.Drums, scenario.Unvoted);
        Assert.InRange(after.GetValueOrDefault("Clap"), claps * 2 / 3, claps);
        // And not by calling everything a clap.
        LabelledSound[] others = [.. scenario.Frozen.Except(scenario.Unvoted).Where((_, i) => i % 4 == 0)];
        Assert.InRange((await Crowd.AskAsync(users[0], LoopWorld.Drums, others)).GetValueOrDefault("Clap"), 0, others.Length / 10);
        foreach (var user in users) user.Dispose();
    }

    /// <summary>On an empty service somebody has to be believed; here it is those who lie.</summary>
    [Fact]
    public async Task PoisonedVotesDoNotGetAWorseModelPromoted()
    {
        var scenario = await world.GetAsync();
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        await using var service = await world.StartServiceAsync(place.ConnectionString);
        var crowd = await UsersAsync(service.Address, 3);
        LabelledSound[] sounds = [.. scenario.Others.Where(s => Scenario.NameOf(s) is "Snare" or "Hat" or "Tom")];
        var settled = await Crowd.VoteAsync(crowd, LoopWorld.Drums, sounds, (_, _) => "Kick");
        // The lie is believed: what holds is not the consensus but the frozen split.
        Assert.InRange(settled.Count(c => c == "Kick"), sounds.Length / 2, sounds.Length);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        var registry = new ModelRegistry(database);
        string honest = (await registry.CurrentAsync(Cancellation))!.Name;

        var job = await RetrainAsync(place.ConnectionString);

        Assert.Contains("\"isPromoted\":false", job.Result, StringComparison.Ordinal);
        Assert.Equal(honest, (await registry.CurrentAsync(Cancellation))!.Name);
        Assert.Equal(ModelStatus.Candidate, (await registry.ListAsync(Cancellation))[0].Status);
        foreach (var user in crowd) user.Dispose();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task JobOfAKilledWorkerGoesOnElsewhere(DatabaseKind kind)
    {
        await world.GetAsync();
        using var place = await TestDatabase.CreateAsync(kind, server);
        await (await world.StartServiceAsync(place.ConnectionString)).DisposeAsync();
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        var board = new JobBoard(database);
        var job = await board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        using (var first = world.StartWorker(place.ConnectionString, "--lease", "2"))
        {
            await first.SaysAsync("taken");
            first.Kill();
            await first.ExitCodeAsync();
        }

        Assert.Equal(JobStatus.Running, (await board.FindAsync(job.Id, Cancellation))!.Status);
        using var second = world.StartWorker(place.ConnectionString, "--lease", "30", "--poll", "0.1");
        await second.SaysAsync("stays a candidate");
        var done = (await board.FindAsync(job.Id, Cancellation))!;
        Assert.Equal((JobStatus.Done, 2, second.Name), (done.Status, done.Attempts, done.Worker));
        if (!OperatingSystem.IsWindows()) Assert.Equal(0, await second.StopAsync());
    }

    private async Task<Job> RetrainAsync(string connection)
    {
        await using var database = await DrumDatabase.OpenAsync(connection, cancellation: Cancellation);
        var board = new JobBoard(database);
        var job = await board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        using var worker = world.StartWorker(connection, "--once");
        Assert.Equal(0, await worker.ExitCodeAsync());
        var done = (await board.FindAsync(job.Id, Cancellation))!;
        Assert.True(done.Status == JobStatus.Done, $"{done.Error}\n{worker.Said}");
        return done;
    }

    private static async Task ServesAsync(SimulatedUser user, string model)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        ModelState state;
        do
        {
            await Task.Delay(50, patience.Token);
            state = await user.Client.GetCurrentModelAsync(patience.Token);
        }
        while (state.Id != model);
    }

    private static async Task<IReadOnlyList<SimulatedUser>> UsersAsync(Uri service, int count)
    {
        var users = new List<SimulatedUser>();
        for (int i = 0; i < count; i++) users.Add(await SimulatedUser.CreateAsync(service, 2 + i));
        return users;
    }
}
