using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Accounts;

public abstract class AccountTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task AccountSeesHowItsVotesFare()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        TestUser ann = await own.CreateUserAsync(), bob = await own.CreateUserAsync(), eve = await own.CreateUserAsync();
        var settled = MadeSounds.NewFingerprint();
        foreach (var user in new[] { ann, bob }) await user.Client.CorrectAsync(MadeSounds.Correct(settled, "Bell"), Cancellation);
        await eve.Client.CorrectAsync(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Bell"), Cancellation);

        var state = await ann.Client.GetUserAsync(Cancellation);

        Assert.Equal(ann.Account.Id, state.Id);
        Assert.Equal((1, 1, 1), (state.Votes, state.Settled, state.Agreed));
        var other = await eve.Client.GetUserAsync(Cancellation);
        Assert.Equal((1, 0, 0), (other.Votes, other.Settled, other.Agreed));
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : AccountTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : AccountTests(hosts, server, DatabaseKind.Postgres);
}
