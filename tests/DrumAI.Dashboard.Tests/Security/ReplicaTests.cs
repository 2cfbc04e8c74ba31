using System.Net;
using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;

namespace DrumAI.Dashboard.Tests.Security;

public abstract class ReplicaTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : OwnServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task AllReplicasKnowASessionAndItsEnd()
    {
        // Both are new on this database: each would make keys of its own, if they were not shared.
        await using var second = await Service.StartReplicaAsync();
        using var browser = Open();
        using var there = new AdminBrowser(second.Address, Admin);
        await Task.WhenAll(browser.Http.GetStringAsync("login", Cancellation), there.Http.GetStringAsync("login", Cancellation));
        using var entered = await browser.LogInAsync();
        there.Cookies.Add(second.Address, new Cookie("drumai-admin", browser.Cookies.GetCookies(Service.Address)["drumai-admin"]!.Value));

        Assert.True(await there.IsLoggedInAsync());
        await using (var third = await Service.StartReplicaAsync())
        {
            using var later = new AdminBrowser(third.Address, Admin);
            later.Cookies.Add(third.Address, new Cookie("drumai-admin", browser.Cookies.GetCookies(Service.Address)["drumai-admin"]!.Value));
            Assert.True(await later.IsLoggedInAsync());
        }

        Time.Pass(Dashboard.Security.AdminSessions.Longest);
        using var again = await browser.LogInAsync();
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.False(await there.IsLoggedInAsync());
    }

    public sealed class OnSqlite(DashboardHosts hosts, PostgresServer server) : ReplicaTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(DashboardHosts hosts, PostgresServer server) : ReplicaTests(hosts, server, DatabaseKind.Postgres);
}
