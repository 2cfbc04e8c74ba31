using DrumAI.Dashboard.Security;
using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;

namespace DrumAI.Dashboard.Tests.Security;

public abstract class SessionTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : OwnServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task SessionEndsWhereItIsNotUsedAndInAnyCaseAfterSomeHours()
    {
        using var idle = await LogInAsync();
        Time.Pass(AdminSessions.Idle - TimeSpan.FromMinutes(1));
        Assert.True(await idle.IsLoggedInAsync());
        Time.Pass(AdminSessions.Idle);
        Assert.False(await idle.IsLoggedInAsync());

        using var busy = await LogInAsync();
        for (var passed = TimeSpan.Zero; passed < AdminSessions.Longest - TimeSpan.FromMinutes(30); passed += TimeSpan.FromMinutes(20))
        {
            Assert.True(await busy.IsLoggedInAsync());
            Time.Pass(TimeSpan.FromMinutes(20));
        }

        Time.Pass(TimeSpan.FromMinutes(30));
        Assert.False(await busy.IsLoggedInAsync());
    }

    public sealed class OnSqlite(DashboardHosts hosts, PostgresServer server) : SessionTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(DashboardHosts hosts, PostgresServer server) : SessionTests(hosts, server, DatabaseKind.Postgres);
}
