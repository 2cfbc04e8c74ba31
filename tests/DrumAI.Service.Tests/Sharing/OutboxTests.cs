using DrumAI.Client;
using DrumAI.Client.Sharing;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Identity;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Sharing;

/// <summary>The musician's side of sharing, against a real service.</summary>
public abstract class OutboxTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    private static readonly SharingConsent Corrections = new(Corrections: true);
    private static readonly SharingConsent Both = new(Corrections: true, Contributions: true);
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-sending-").FullName;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public void NothingWaitsWithoutConsent()
    {
        using var queue = new Outbox(folder);

        Assert.Null(queue.Add(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick"), new SharingConsent()));
        Assert.Null(queue.Add(Contribute(MadeSounds.NewFingerprint()), Corrections));
        Assert.Empty(queue.Waiting());
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task WhatWaitsSurvivesBeingOfflineAndARestartAndIsSentInOrder()
    {
        var user = await Service.CreateUserAsync();
        Fingerprint[] sounds = [MadeSounds.NewFingerprint(), MadeSounds.NewFingerprint(), MadeSounds.NewFingerprint()];
        using var queue = new Outbox(folder);
        foreach (var sound in sounds) queue.Add(MadeSounds.Correct(sound, "Bell"), Corrections);
        queue.Add(MadeSounds.Correct(sounds[0], "Gong"), Corrections);
        using var nowhere = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        await Assert.ThrowsAsync<ServiceBusyException>(() => queue.SendAsync(new DrumServiceClient(nowhere, "x"), () => Corrections, cancellation: Cancellation));

        using var restarted = new Outbox(folder);
        Assert.Equal(["Bell", "Bell", "Bell", "Gong"], restarted.Waiting().Select(i => i.Correction!.Class));
        Assert.Equal(4, await restarted.SendAsync(user.Client, () => Corrections, cancellation: Cancellation));

        Assert.Empty(restarted.Waiting());
        Assert.Equal([new("Gong", 1)], (await user.Client.FindSampleAsync(sounds[0], Cancellation))!.Votes);
        Assert.Equal([new("Bell", 1)], (await user.Client.FindSampleAsync(sounds[2], Cancellation))!.Votes);
    }

    [Fact]
    public async Task ConsentThatWasWithdrawnHoldsBackWhatWaits()
    {
        var user = await Service.CreateUserAsync();
        Fingerprint corrected = MadeSounds.NewFingerprint(), contributed = MadeSounds.NewFingerprint();
        using var queue = new Outbox(folder);
        queue.Add(MadeSounds.Correct(corrected, "Clave"), Both);
        queue.Add(Contribute(contributed), Both);

        Assert.Equal(1, await queue.SendAsync(user.Client, () => Corrections, cancellation: Cancellation));

        Assert.Null(await user.Client.FindSampleAsync(contributed, Cancellation));
        Assert.NotNull(queue.Waiting().Single().Contribution);
        Assert.Equal(1, await queue.SendAsync(user.Client, () => Both, cancellation: Cancellation));
        var state = await user.Client.FindSampleAsync(contributed, Cancellation);
        Assert.Empty(state!.Votes);
        Assert.Equal("Tom", state.Prediction!.Class);
    }

    [Fact]
    public async Task WhatIsRefusedIsPutAsideAndHoldsNothingUp()
    {
        var user = await Service.CreateUserAsync();
        var good = MadeSounds.NewFingerprint();
        using var queue = new Outbox(folder);
        queue.Add(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Trombone"), Corrections);
        queue.Add(MadeSounds.Correct(good, "Kick"), Corrections);

        Assert.Equal(1, await queue.SendAsync(user.Client, () => Corrections, cancellation: Cancellation));

        Assert.Empty(queue.Waiting());
        Assert.Equal("Trombone", queue.Refused().Single().Correction!.Class);
        Assert.Contains("no such class", queue.Refused().Single().Refusal, StringComparison.Ordinal);
        Assert.NotNull(await user.Client.FindSampleAsync(good, Cancellation));
    }

    [Fact]
    public async Task WhatIsTakenBackOrQueuedTooLatelyIsNotSent()
    {
        var user = await Service.CreateUserAsync();
        Fingerprint first = MadeSounds.NewFingerprint(), second = MadeSounds.NewFingerprint();
        using var queue = new Outbox(folder);
        queue.Remove(queue.Add(MadeSounds.Correct(first, "Kick"), Corrections)!.Id);
        var late = queue.Add(MadeSounds.Correct(second, "Kick"), Corrections)!;

        Assert.Equal(0, await queue.SendAsync(user.Client, () => Corrections, queuedBefore: late.QueuedAt.AddTicks(-1), cancellation: Cancellation));
        Assert.Equal(late.Id, queue.Waiting().Single().Id);
        Assert.Equal(1, await queue.SendAsync(user.Client, () => Corrections, queuedBefore: late.QueuedAt, cancellation: Cancellation));

        Assert.Null(await user.Client.FindSampleAsync(first, Cancellation));
        Assert.NotNull(await user.Client.FindSampleAsync(second, Cancellation));
    }

    [Fact]
    public async Task TokenThatIsNoneKeepsEverythingWaiting()
    {
        using var queue = new Outbox(folder);
        queue.Add(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick"), Corrections);

        await Assert.ThrowsAsync<ServiceException>(() => queue.SendAsync(new DrumServiceClient(Service.Http, "forged"), () => Corrections, cancellation: Cancellation));

        Assert.Single(queue.Waiting());
    }

    [Fact]
    public void WhatWaitsCanBeReadAndHoldsNoNameOfAFile()
    {
        using var queue = new Outbox(folder);
        queue.Add(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick"), Corrections);

        string text = File.ReadAllText(Directory.GetFiles(folder, "*.json").Single());
        Assert.Contains("\"class\": \"Kick\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("path", text, StringComparison.OrdinalIgnoreCase);
    }

    private static Contribution Contribute(Fingerprint fingerprint) => new()
    {
        Fingerprint = WireFingerprint.Of(fingerprint),
        Predicted = new WirePrediction("Tom", 0.8f, TestModel.Id),
        Features = MadeSounds.Features(),
        FrontEnd = FrontEnd.Version,
    };

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : OutboxTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : OutboxTests(hosts, server, DatabaseKind.Postgres);
}
