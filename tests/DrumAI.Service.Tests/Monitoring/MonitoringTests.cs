using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Service.Monitoring;
using DrumAI.Service.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Tests.Monitoring;

public abstract class MonitoringTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    private static readonly byte[] Thump = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));
    private static readonly byte[] Hiss = TestSounds.ToWav(new Pcm(TestSounds.Hiss(), 1, 44100));

    [Fact]
    public async Task ReplicasAddUpWhatTheyHeardAndWhatUsersSaidToIt()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        await using var replica = await own.StartReplicaAsync();
        using var http = new HttpClient { BaseAddress = replica.Address };
        foreach (var client in new[] { new DrumServiceClient(own.Http), new DrumServiceClient(http) })
        {
            await client.PredictAsync(Thump, Cancellation);
            await client.PredictAsync(Thump, Cancellation);
            await client.PredictAsync(Hiss, Cancellation);
        }

        var user = await own.CreateUserAsync();
        await user.Client.CorrectAsync(Thump, "Kick", cancellation: Cancellation);
        await user.Client.CorrectAsync(Hiss, "Shaken", cancellation: Cancellation);
        await own.Get<ActivityWriter>().FlushAsync(Cancellation);
        await replica.GetService<ActivityWriter>().FlushAsync(Cancellation);

        var now = DateTimeOffset.UtcNow;
        var rows = await own.Get<MonitoringReader>().ActivityAsync(now.AddHours(-2), now.AddHours(1), cancellation: Cancellation);
        // Around midnight the rows are of two days.
        var kick = rows.Where(r => r.Class == "Kick").ToArray();
        Assert.Equal((4, 1, 0), (kick.Sum(r => r.Predictions), kick.Sum(r => r.Votes), kick.Sum(r => r.Corrections)));
        var hat = rows.Where(r => r.Class == "Hat").ToArray();
        Assert.Equal((2, 1, 1), (hat.Sum(r => r.Predictions), hat.Sum(r => r.Votes), hat.Sum(r => r.Corrections)));
        Assert.All(rows, r => Assert.Equal(TestModel.Id, r.Model));
        Assert.All(rows.Where(r => r.Predictions > 0), r => Assert.InRange(r.MeanConfidence!.Value, 0.04, 1));
        await using var context = own.Database.CreateContext();
        Assert.InRange(await context.ModelActivity.CountAsync(Cancellation), 2, 4);
    }

    [Fact]
    public async Task CountsOfModelsThatNobodyRegisteredAreNotKept()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        var user = await own.CreateUserAsync();
        for (int i = 0; i < 3; i++)
            await user.Client.CorrectAsync(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick") with { Predicted = new WirePrediction("Tom", 0.5f, $"made-up-{i}") }, Cancellation);
        await own.Get<ActivityWriter>().FlushAsync(Cancellation);

        await using var context = own.Database.CreateContext();
        Assert.Empty(context.ModelActivity);
    }

    [Fact]
    public async Task OtherSoundsThanThoseOfTheTrainingSetRaiseAnAlertOnceAndItIsClearedWhenTheyAreGone()
    {
        using var model = new TestModel();
        // The model says that it learnt from sounds of brightness 0 to 9, each as often; those that come have 60.25.
        Refer(model.Path, new FeatureReference { Directions = [], Features = [ReferenceFeature.Of("brightness", Enumerable.Range(0, 1000).Select(i => i / 100.0))] });
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { ModelDirectory = model.Path });
        await using var replica = await own.StartReplicaAsync();
        var user = await own.CreateUserAsync();
        Assert.Null(Assert.Single(await own.Get<MonitoringReader>().DriftAsync(cancellation: Cancellation)).StabilityIndex);
        for (int i = 0; i < 200; i++) await user.Client.CorrectAsync(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick"), Cancellation);
        await own.Get<ActivityWriter>().FlushAsync(Cancellation);

        var drift = Assert.Single(await own.Get<MonitoringReader>().DriftAsync(cancellation: Cancellation));
        Assert.Equal(("brightness", 200), (drift.Feature, drift.Sounds));
        Assert.True(drift.IsLarge);
        await Task.WhenAll(own.Get<AlertWatch>().LookAsync(Cancellation), replica.GetService<AlertWatch>().LookAsync(Cancellation));
        await own.Get<AlertWatch>().LookAsync(Cancellation);
        Assert.Equal(1, await CountAsync("drift"));

        await using (var context = own.Database.CreateContext()) await context.FeatureActivity.ExecuteDeleteAsync(Cancellation);
        await replica.GetService<AlertWatch>().LookAsync(Cancellation);
        Assert.DoesNotContain(await own.Get<MonitoringReader>().AlertsAsync(cancellation: Cancellation), a => a.Kind == "drift");
        Assert.NotNull(Assert.Single(await own.Get<MonitoringReader>().AlertsAsync(withCleared: true, cancellation: Cancellation), a => a.Kind == "drift").ClearedAt);

        async Task<int> CountAsync(string kind) => (await own.Get<MonitoringReader>().AlertsAsync(cancellation: Cancellation)).Count(a => a.Kind == kind);
    }

    [Fact]
    public async Task ClassThatUsersMostlyContradictAndJobThatFailsRaiseAlerts()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        var user = await own.CreateUserAsync();
        for (int i = 0; i < 50; i++) await user.Client.CorrectAsync(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Conga"), Cancellation);
        await own.Get<ActivityWriter>().FlushAsync(Cancellation);
        var board = new JobBoard(own.Database);
        await board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        await (await board.TakeAsync("worker", TimeSpan.FromMinutes(1), Cancellation))!.FailAsync("no store", isHopeless: true, TimeSpan.Zero, Cancellation);

        await own.Get<AlertWatch>().LookAsync(Cancellation);

        var alerts = await own.Get<MonitoringReader>().AlertsAsync(cancellation: Cancellation);
        Assert.Equal(["corrections", "job"], alerts.Select(a => a.Kind).Order());
        Assert.Contains("Tom", alerts.Single(a => a.Kind == "corrections").Message, StringComparison.Ordinal);
        Assert.Contains("no store", alerts.Single(a => a.Kind == "job").Message, StringComparison.Ordinal);
    }

    private static void Refer(string folder, FeatureReference reference)
    {
        string path = Path.Combine(folder, FeatureReference.FileName);
        File.WriteAllBytes(path, reference.ToJson());
        var card = ModelCard.Read(folder);
        (card with { Version = "drift", Files = new Dictionary<string, string>(card.Files.ToDictionary()) { [FeatureReference.FileName] = ModelCard.HashOf(path) } }).Write(folder);
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : MonitoringTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : MonitoringTests(hosts, server, DatabaseKind.Postgres);
}
