using System.Net;
using System.Net.Http.Json;
using DrumAI.Audio;
using DrumAI.Client;
using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DrumAI.Service.Tests.Predictions;

public abstract class PredictionTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    private static readonly byte[] Thump = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));
    private static readonly byte[] Hiss = TestSounds.ToWav(new Pcm(TestSounds.Hiss(), 1, 44100));

    [Fact]
    public async Task SoundIsHeardAsTheModelHearsIt()
    {
        var client = new DrumServiceClient(Service.Http);
        var thump = await client.PredictAsync(Thump, Cancellation);
        var hiss = await client.PredictAsync(Hiss, Cancellation);

        Assert.Equal("Kick", thump.Class);
        Assert.Null(thump.Subclass);
        Assert.Equal("Hat", hiss.Class);
        Assert.Equal("Hat_Open", hiss.Subclass);
        Assert.Equal(1, hiss.Classes.Values.Sum(), 1e-4);
        Assert.Equal(hiss.Classes["Hat"], hiss.Subclasses.Where(s => s.Key.StartsWith("Hat_", StringComparison.Ordinal)).Sum(s => s.Value), 1e-4);
        Assert.Equal(TestModel.Id, hiss.Model);
        Assert.Equal(64, hiss.Fingerprint!.Bits.Length);
    }

    [Fact]
    public async Task NothingIsStoredOfAPrediction()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        await new DrumServiceClient(own.Http).PredictAsync(Thump, Cancellation);

        await using var context = own.Database.CreateContext();
        Assert.Empty(context.Samples);
        Assert.Empty(context.Predictions);
    }

    [Fact]
    public async Task WhatIsNoSoundIsRefused()
    {
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => new DrumServiceClient(Service.Http).PredictAsync("not a sound at all"u8.ToArray(), Cancellation));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.Status);
    }

    [Fact]
    public async Task RequestThatIsNoFormIsRefused()
    {
        var response = await Service.Http.PostAsync("predict", new ByteArrayContent(Thump), Cancellation);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation);
        Assert.Equal(415, problem!.Status);
        Assert.NotNull(problem.Detail);
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : PredictionTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : PredictionTests(hosts, server, DatabaseKind.Postgres);
}
