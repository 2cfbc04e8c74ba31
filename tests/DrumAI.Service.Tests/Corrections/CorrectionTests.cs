using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DrumAI.Audio;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Service.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Tests.Corrections;

public abstract class CorrectionTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task CorrectionOfASoundKeepsFeaturesAndNoSound()
    {
        var user = await Service.CreateUserAsync();
        byte[] file = TestSounds.ToWav(new Pcm(TestSounds.Hiss(seconds: 0.31), 1, 44100));

        var receipt = await user.Client.CorrectAsync(file, "Hat", "Hat_Close", Cancellation);

        Assert.Null(receipt.Consensus);
        await using var context = Service.Database.CreateContext();
        byte[] hash = Convert.FromHexString(receipt.Sample);
        var sample = await context.Samples.Include(s => s.Features).Include(s => s.Spectra).Include(s => s.Embeddings).SingleAsync(s => s.Hash == hash, Cancellation);
        Assert.Equal(32, Vectors.FromBytes(sample.Features!.Flatness).Length);
        Assert.Equal(8 * 32, Vectors.FromBytes(sample.Features.Contrast8).Length);
        Assert.NotNull(sample.Features.Brightness);
        Assert.Equal(128, Vectors.FromBytes(sample.Embeddings.Single().Vector).Length);
        Assert.Null(sample.ContentHash);
        Assert.Null(sample.Spectra);
        var state = await new DrumServiceClient(Service.Http).FindSampleAsync(DrumAI.Identity.Fingerprint.FromBytes(sample.Fingerprint), Cancellation);
        Assert.Equal(1, state!.Votes["Hat"]);
        Assert.Equal("Hat", state.Prediction!.Class);
    }

    [Fact]
    public async Task FeaturesComeBackAsTheyWent()
    {
        var user = await Service.CreateUserAsync();
        var correction = MadeSounds.Correct(MadeSounds.NewFingerprint(), "Snare", "Snare_Rim");

        var receipt = await user.Client.CorrectAsync(correction, Cancellation);

        Assert.Equal(correction.Fingerprint.Hash, receipt.Sample);
        byte[] hash = Convert.FromHexString(receipt.Sample);
        await using var context = Service.Database.CreateContext();
        var sample = await context.Samples.Include(s => s.Features).Include(s => s.Embeddings).SingleAsync(s => s.Hash == hash, Cancellation);
        Assert.Equal(correction.Features!.Zcr, Vectors.FromBytes(sample.Features!.Zcr));
        Assert.Equal(correction.Features.Contrast!.SelectMany(r => r), Vectors.FromBytes(sample.Features.Contrast));
        Assert.Equal(60.25f, sample.Features.Brightness);
        Assert.Null(sample.Features.Boominess);
        Assert.Equal(correction.Features.Embedding, Vectors.FromBytes(sample.Embeddings.Single().Vector));
        Assert.Equal(1, await context.SubclassVotes.CountAsync(v => v.SampleId == sample.Id, Cancellation));
    }

    [Theory]
    [InlineData("logmel")]
    [InlineData("mfcc")]
    [InlineData("audio")]
    public async Task WhatASoundCouldBeDrawnFromIsRefusedAtTheDoor(string member)
    {
        var user = await Service.CreateUserAsync();
        var fingerprint = MadeSounds.NewFingerprint();
        var json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(MadeSounds.Correct(fingerprint, "Kick"), WireJson.Default.Correction))!;
        json["features"]![member] = new JsonArray(new JsonArray(1.0, 2.0));

        var response = await user.Http.PostAsJsonAsync("corrections/features", json, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(member, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Null(await user.Client.FindSampleAsync(fingerprint, Cancellation));
    }

    [Fact]
    public async Task CopiesOfASoundMeetOnOneRow()
    {
        TestUser ann = await Service.CreateUserAsync(), bob = await Service.CreateUserAsync();
        var original = MadeSounds.NewFingerprint();
        var copy = MadeSounds.Flip(original, 9);

        var first = await ann.Client.CorrectAsync(MadeSounds.Correct(original, "Clap"), Cancellation);
        var second = await bob.Client.CorrectAsync(MadeSounds.Correct(copy, "Clap"), Cancellation);

        Assert.Equal(first.Sample, second.Sample);
        var client = new DrumServiceClient(Service.Http);
        Assert.Equal(2, (await client.FindSampleAsync(copy, Cancellation))!.Votes["Clap"]);
        Assert.Equal(2, (await client.FindSampleAsync(MadeSounds.Flip(original, 4), Cancellation))!.Votes["Clap"]);
        Assert.Null(await client.FindSampleAsync(MadeSounds.Flip(original, 40), Cancellation));
        var byItsOwnHash = await Service.Http.GetFromJsonAsync($"samples/{copy.Hash}", WireJson.Default.SampleState, Cancellation);
        Assert.Equal(first.Sample, byItsOwnHash!.Hash);
    }

    [Fact]
    public async Task VoteCountsOnceAndAChangeOfMindIsKept()
    {
        var user = await Service.CreateUserAsync();
        var fingerprint = MadeSounds.NewFingerprint();
        await user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Kick"), Cancellation);
        await user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Kick"), Cancellation);
        var receipt = await user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Tom"), Cancellation);

        var state = await user.Client.FindSampleAsync(fingerprint, Cancellation);
        Assert.Equal([new("Tom", 1)], state!.Votes);
        await using var context = Service.Database.CreateContext();
        byte[] hash = Convert.FromHexString(receipt.Sample);
        long id = (await context.Samples.SingleAsync(s => s.Hash == hash, Cancellation)).Id;
        var history = await (
            from e in context.VoteEvents
            where e.SampleId == id
            join c in context.Classes on e.ClassId equals c.Id
            orderby e.Id
            select c.Name).ToListAsync(Cancellation);
        Assert.Equal(["Kick", "Tom"], history);
    }

    [Fact]
    public async Task TwoFoundersAgree()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        TestUser ann = await own.CreateUserAsync(), bob = await own.CreateUserAsync();
        var fingerprint = MadeSounds.NewFingerprint();

        var first = await ann.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Hat", "Hat_Foot"), Cancellation);
        var second = await bob.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Hat", "Hat_Foot"), Cancellation);

        Assert.Null(first.Consensus);
        Assert.Equal(("Hat", "Hat_Foot", 2), (second.Consensus!.Class, second.Consensus.Subclass, second.Consensus.Voters));
        Assert.Equal(second.Consensus, (await ann.Client.FindSampleAsync(fingerprint, Cancellation))!.Consensus);
    }

    [Fact]
    public async Task NeighboursAreOneVoter()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        var fingerprint = MadeSounds.NewFingerprint();
        ConsensusLabel? label = null;
        for (int i = 1; i <= 10; i++)
        {
            var user = await own.CreateUserAsync($"198.51.100.{i}");
            label = (await user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Gong"), Cancellation)).Consensus;
        }

        Assert.Null(label);
    }

    [Theory]
    [InlineData("Trombone", null)]
    [InlineData("kick", null)]
    [InlineData("Kick", "Hat_Open")]
    [InlineData("Robert'); DROP TABLE Samples;--", null)]
    [InlineData("<script>alert(1)</script>", null)]
    public async Task UnknownLabelIsRefused(string className, string? subclass)
    {
        var user = await Service.CreateUserAsync();
        var fingerprint = MadeSounds.NewFingerprint();

        var refusal = await Assert.ThrowsAsync<ServiceException>(() => user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, className, subclass), Cancellation));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.Status);
        Assert.Null(await user.Client.FindSampleAsync(fingerprint, Cancellation));
    }

    [Fact]
    public async Task FingerprintWhoseHashIsAnothersIsRefused()
    {
        var user = await Service.CreateUserAsync();
        Identity.Fingerprint fingerprint = MadeSounds.NewFingerprint(), other = MadeSounds.NewFingerprint();
        var correction = MadeSounds.Correct(fingerprint, "Kick") with { Fingerprint = WireFingerprint.Of(fingerprint) with { Hash = other.Hash } };

        var refusal = await Assert.ThrowsAsync<ServiceException>(() => user.Client.CorrectAsync(correction, Cancellation));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Null(await user.Client.FindSampleAsync(fingerprint, Cancellation));
        Assert.Null(await user.Client.FindSampleAsync(other, Cancellation));
    }

    [Fact]
    public async Task FeaturesThatNoSoundHasAreSetAside()
    {
        var user = await Service.CreateUserAsync();
        var fingerprint = MadeSounds.NewFingerprint();
        var features = MadeSounds.Features();
        features.Zcr![4] = 1.7f;

        var refusal = await Assert.ThrowsAsync<ServiceException>(
            () => user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Kick", features: features), Cancellation));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.Status);
        Assert.Null(await user.Client.FindSampleAsync(fingerprint, Cancellation));
        await using var context = Service.Database.CreateContext();
        byte[] bits = fingerprint.ToBytes();
        Assert.Contains("zcr", (await context.SetAside.SingleAsync(s => s.Fingerprint == bits, Cancellation)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErasedAccountLeavesNothingAndItsVotesCountNoMore()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        TestUser ann = await own.CreateUserAsync(), bob = await own.CreateUserAsync();
        var fingerprint = MadeSounds.NewFingerprint();
        await ann.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Hat"), Cancellation);
        var settled = await bob.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Hat"), Cancellation);
        Assert.NotNull(settled.Consensus);

        await bob.Client.DeleteUserAsync(Cancellation);

        var state = await ann.Client.FindSampleAsync(fingerprint, Cancellation);
        Assert.Null(state!.Consensus);
        Assert.Equal(1, state.Votes["Hat"]);
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => bob.Client.GetUserAsync(Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Status);
        await using var context = own.Database.CreateContext();
        Assert.Equal(1, await context.Users.CountAsync(Cancellation));
        Assert.Equal(1, await context.VoteEvents.CountAsync(Cancellation));
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : CorrectionTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : CorrectionTests(hosts, server, DatabaseKind.Postgres);
}
