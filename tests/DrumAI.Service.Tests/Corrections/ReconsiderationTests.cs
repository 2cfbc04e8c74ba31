using DrumAI.Data;
using DrumAI.Service.Consensus;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Corrections;

public abstract class ReconsiderationTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    /// <summary>
    /// Three strangers disagree with two others on a sound; then the two prove on other sounds that they hear well, and the three that they do not.
    /// Nobody votes on the first sound again, and still it is settled.
    /// </summary>
    [Fact]
    public async Task OldVotesAreWeighedByWhatIsLearntLater()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { ReconsiderEvery = TimeSpan.FromMilliseconds(50), Consensus = ConsensusOptions.Default with { EstablishedCommunity = 2 } });
        var good = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.CreateUserAsync()));
        var bad = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => own.CreateUserAsync()));
        var disputed = MadeSounds.NewFingerprint();
        foreach (var user in bad) await user.Client.CorrectAsync(MadeSounds.Correct(disputed, "Gong"), Cancellation);
        foreach (var user in good[..2]) await user.Client.CorrectAsync(MadeSounds.Correct(disputed, "Clave"), Cancellation);
        Assert.Null((await good[0].Client.FindSampleAsync(disputed, Cancellation))!.Consensus);

        for (int s = 0; s < 12; s++)
        {
            var sound = MadeSounds.NewFingerprint();
            foreach (var user in good) await user.Client.CorrectAsync(MadeSounds.Correct(sound, s % 2 == 0 ? "Kick" : "Snare"), Cancellation);
            foreach (var user in bad) await user.Client.CorrectAsync(MadeSounds.Correct(sound, "Gong"), Cancellation);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await good[0].Client.FindSampleAsync(disputed, patience.Token))!.Consensus?.Class != "Clave") await Task.Delay(20, patience.Token);
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : ReconsiderationTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : ReconsiderationTests(hosts, server, DatabaseKind.Postgres);
}
