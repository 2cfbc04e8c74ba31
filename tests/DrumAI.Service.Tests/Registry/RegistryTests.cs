using System.Collections.Concurrent;
using System.Net;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Registry;
using DrumAI.Service.Registry;
using DrumAI.Service.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Tests.Registry;

public abstract class RegistryTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    private const string First = TestModel.Id, Second = "test-2", Third = "test-3";
    private static readonly byte[] Thump = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));

    [Fact]
    public async Task ServiceRegistersItsModelWithAllThatIsKnownOfIt()
    {
        await using var own = await StartAsync();
        var current = (await new ModelRegistry(own.Database).CurrentAsync(Cancellation))!;

        Assert.Equal((First, "1", true, ModelStatus.Current), (current.Name, current.Version, current.IsShipped, current.Status));
        Assert.Equal($$"""{"frontend":[{{Features.FrontEnd.ChannelCount}},{{Features.FrontEnd.BandCount}},{{Features.FrontEnd.FrameCount}}]}""", current.Inputs);
        Assert.Contains("0.5", current.Metrics, StringComparison.Ordinal);
        Assert.Equal(First, current.Embedding);
        Assert.Null(current.ParentId);
        var state = await new DrumServiceClient(own.Http).GetCurrentModelAsync(Cancellation);
        Assert.Equal((First, "current", First), (state.Id, state.Status, state.Embedding));
        Assert.Equal(current.NetworkHash, state.Files[ModelCard.NetworkFileName]);
    }

    [Fact]
    public async Task AnotherModelIsServedByAllReplicasWithoutAFailedRequest()
    {
        await using var own = await StartAsync();
        await using var replica = await own.StartReplicaAsync();
        var registry = await RegisterAsync(own, Second);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var failures = new ConcurrentQueue<string>();
        var last = new ConcurrentDictionary<int, string>();
        Task[] asking = [.. Enumerable.Range(0, 4).Select(i => AskAsync(i % 2 == 0 ? own.Address : replica.Address, i))];

        await UntilAsync(() => last.Count == 4 && last.Values.All(m => m == First));
        await registry.PromoteAsync(Second, "test", "newer", cancellation: Cancellation);
        await UntilAsync(() => last.Values.All(m => m == Second));
        await registry.RollBackAsync("test", "older", Cancellation);
        await UntilAsync(() => last.Values.All(m => m == First));
        await done.CancelAsync();
        await Task.WhenAll(asking);
        Assert.Empty(failures);

        async Task AskAsync(Uri address, int index)
        {
            using var http = new HttpClient { BaseAddress = address };
            var client = new DrumServiceClient(http);
            while (!done.IsCancellationRequested)
            {
                try
                {
                    last[index] = (await client.PredictAsync(Thump, CancellationToken.None)).Model;
                }
                catch (Exception e)
                {
                    failures.Enqueue(e.ToString());
                }
            }
        }
    }

    [Fact]
    public async Task RollingBackTwiceGoesBackFurther()
    {
        await using var own = await StartAsync();
        var registry = await RegisterAsync(own, Second);
        await RegisterAsync(own, Third);
        await registry.PromoteAsync(Second, "test", "a", cancellation: Cancellation);
        await registry.PromoteAsync("3", "test", "b", cancellation: Cancellation);

        Assert.True((await registry.RollBackAsync("test", "c", Cancellation)).IsRollBack);
        Assert.Equal(Second, (await registry.CurrentAsync(Cancellation))!.Name);
        await registry.RollBackAsync("test", "d", Cancellation);
        Assert.Equal(First, (await registry.CurrentAsync(Cancellation))!.Name);
        await Assert.ThrowsAsync<RegistryException>(() => registry.RollBackAsync("test", "e", Cancellation));
        Assert.Equal(["d", "c", "b", "a"], (await registry.HistoryAsync(Cancellation)).Take(4).Select(c => c.Reason));
        Assert.Equal(ModelStatus.Retired, (await registry.FindAsync(Third, Cancellation))!.Status);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("misshapen")]
    public async Task BrokenCandidateNeverBecomesCurrent(string how)
    {
        await using var own = await StartAsync();
        using var model = how == "misshapen" ? new TestModel(classCount: 5, changeCard: c => c with { Version = "2" }) : new TestModel(changeCard: c => c with { Version = "2" });
        var registry = new ModelRegistry(own.Database);
        await registry.RegisterAsync(ModelPackage.Read(model.Path), new Registration(), Cancellation);
        if (how == "damaged") await DamageAsync(own, Second);

        await Assert.ThrowsAsync<ModelException>(() => registry.PromoteAsync(Second, "test", "hope", cancellation: Cancellation));
        Assert.Equal(First, (await registry.CurrentAsync(Cancellation))!.Name);
        Assert.Equal(ModelStatus.Candidate, (await registry.FindAsync(Second, Cancellation))!.Status);
    }

    [Fact]
    public async Task CurrentModelWhoseFileWasDamagedIsNotLoadedAndTheOneBeforeServesOn()
    {
        await using var own = await StartAsync();
        await RegisterAsync(own, Second);
        await DamageAsync(own, Second);
        await using (var context = own.Database.CreateContext())
        {
            await context.Models.Where(m => m.Name == First).ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, ModelStatus.Retired), Cancellation);
            await context.Models.Where(m => m.Name == Second).ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, ModelStatus.Current), Cancellation);
        }

        // A replica that starts now serves what it brings, and looks once.
        await using var replica = await own.StartReplicaAsync();
        using var http = new HttpClient { BaseAddress = replica.Address };
        Assert.Equal(First, (await new DrumServiceClient(http).PredictAsync(Thump, Cancellation)).Model);
        Assert.Equal(First, (await new DrumServiceClient(own.Http).PredictAsync(Thump, Cancellation)).Model);
    }

    [Fact]
    public async Task FilesOfEveryModelCanBeFetchedAndChecked()
    {
        await using var own = await StartAsync();
        await RegisterAsync(own, Second);
        var client = new DrumServiceClient(own.Http);

        Assert.Equal([(Second, "candidate"), (First, "current")], (await client.GetModelsAsync(Cancellation)).Select(m => (m.Id, m.Status)));
        foreach (var model in await client.GetModelsAsync(Cancellation))
        {
            foreach (var (name, hash) in model.Files)
            {
                byte[] content = await own.Http.GetByteArrayAsync(new Uri($"models/{model.Version}/files/{name}", UriKind.Relative), Cancellation);
                Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await own.Http.GetAsync(new Uri("models/2/files/other.bin", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await own.Http.GetAsync(new Uri("models/9", UriKind.Relative), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task OfTwoWhoPromoteAtOnceOneIsToldThatTheOtherWasFaster()
    {
        await using var own = await StartAsync();
        var registry = await RegisterAsync(own, Second);
        await RegisterAsync(own, Third);
        int parent = (await registry.CurrentAsync(Cancellation))!.Id;
        await registry.PromoteAsync(Second, "one", "first", expected: parent, cancellation: Cancellation);

        await Assert.ThrowsAsync<RegistryException>(() => registry.PromoteAsync(Third, "other", "late", expected: parent, cancellation: Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => registry.PromoteAsync(
            Third, "other", "guarded", guard: _ => throw new InvalidOperationException("not mine"), cancellation: Cancellation));
        Assert.Equal(Second, (await registry.CurrentAsync(Cancellation))!.Name);
    }

    [Fact]
    public async Task WhatAnotherRegisteredModelIsSaidToHaveFoundIsHeldAgainstItsEmbeddingToo()
    {
        await using var own = await StartAsync();
        var shipped = ModelPackage.Read(DrumClassifier.DefaultModelDirectory);
        await new ModelRegistry(own.Database).RegisterAsync(shipped, new Registration(), Cancellation);
        var models = own.Get<ServedModels>();

        await UntilAsync(() => models.HasLookedInto(shipped.Card.Id));

        Assert.NotNull(models.FindEmbeddingClassifier(shipped.Card.Id));
        Assert.Null(models.FindEmbeddingClassifier(First));
        var forged = MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick") with { Predicted = new WirePrediction("Vibraslap", 1, shipped.Card.Id) };
        var user = await own.CreateUserAsync();
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => user.Client.CorrectAsync(forged, Cancellation));
        Assert.Contains("no Vibraslap", refusal.Message, StringComparison.Ordinal);
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(Kind, Server, o => o with { LookForModelsEvery = TimeSpan.FromMilliseconds(100) });

    private static async Task<ModelRegistry> RegisterAsync(RunningService service, string name)
    {
        using var model = new TestModel(changeCard: c => c with { Version = name["test-".Length..] });
        var registry = new ModelRegistry(service.Database);
        var (registered, isNew) = await registry.RegisterAsync(ModelPackage.Read(model.Path), new Registration(), Cancellation);
        Assert.True(isNew);
        Assert.Equal(ModelStatus.Candidate, registered.Status);
        return registry;
    }

    private static async Task DamageAsync(RunningService service, string name)
    {
        await using var context = service.Database.CreateContext();
        var file = await context.ModelFiles.SingleAsync(f => f.Name == ModelCard.NetworkFileName && f.ModelId == context.Models.Single(m => m.Name == name).Id, Cancellation);
        byte[] damaged = [.. file.Content];
        damaged[damaged.Length / 2] ^= 1;
        await context.ModelFiles.Where(f => f.ModelId == file.ModelId && f.Name == file.Name).ExecuteUpdateAsync(s => s.SetProperty(f => f.Content, damaged), Cancellation);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!holds()) await Task.Delay(20, patience.Token);
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : RegistryTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : RegistryTests(hosts, server, DatabaseKind.Postgres);
}
