using System.Net;
using DrumAI.Dashboard.Security;
using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;
using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Tests.Security;

public abstract class LoginTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : DashboardTests(hosts, server, kind)
{
    private const string Failed = "do not go together";

    [Fact]
    public async Task RightPasswordLetsIn()
    {
        using var browser = Open();
        using var response = await browser.LogInAsync(wanted: "/dashboard/history");

        Assert.Equal("/dashboard/history", response.Headers.Location!.AbsolutePath);
        Assert.True(await browser.IsLoggedInAsync());
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("drumai-admin=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/dashboard/\\..\\..\\evil")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/dashboardevil")]
    public async Task LoginLeadsNowhereElse(string wanted)
    {
        using var browser = Open();
        using var response = await browser.LogInAsync(wanted: wanted);

        Assert.Equal("/dashboard", response.Headers.Location!.PathAndQuery);
        Assert.Equal(Service.Address.Authority, response.Headers.Location.IsAbsoluteUri ? response.Headers.Location.Authority : Service.Address.Authority);
    }

    [Fact]
    public async Task WrongPasswordAndUnknownNameAreAnsweredAlike()
    {
        using var browser = Open();
        using var wrong = await browser.LogInAsync(password: "not the password");
        using var unknown = await browser.LogInAsync(name: "Nobody");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (wrong.StatusCode, unknown.StatusCode));
        Assert.Contains(Failed, await wrong.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(Failed, await unknown.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(await browser.IsLoggedInAsync());
    }

    [Fact]
    public async Task NameRestsAfterFiveFailures()
    {
        for (int i = 0; i < 5; i++)
        {
            using var guesser = Open();
            using var guess = await guesser.LogInAsync(password: $"guess number {i}");
        }

        using var browser = Open();
        using var refused = await browser.LogInAsync();
        Assert.Contains(Failed, await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(await browser.IsLoggedInAsync());
        // Whoever has the machine can lift it.
        Assert.Empty(await AdminAccounts.UseAsync(Service.Database, accounts => accounts.SetPasswordAsync(Admin, "another drum entirely", "test")));
        using var allowed = await browser.LogInAsync(password: "another drum entirely");
        Assert.True(await browser.IsLoggedInAsync());
    }

    [Fact]
    public async Task GuessesFromOnePlaceAreLimited()
    {
        for (int i = 0; i < DashboardExtension.LoginsPerPeriod; i++)
        {
            // Another address of the same block each time.
            using var guesser = Open($"198.51.100.{i + 1}");
            using var guess = await guesser.LogInAsync(name: $"nobody{i}");
            Assert.Equal(HttpStatusCode.OK, guess.StatusCode);
        }

        using var browser = Open("198.51.100.200");
        using var refused = await browser.LogInAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var elsewhere = Open("198.51.101.1");
        using var allowed = await elsewhere.LogInAsync();
        Assert.Equal(HttpStatusCode.Redirect, allowed.StatusCode);
    }

    [Fact]
    public async Task FormOfAnotherSiteIsRefused()
    {
        using var browser = Open();
        using var forged = await browser.LogInAsync(change: fields => fields["__RequestVerificationToken"] = "forged");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var without = await browser.LogInAsync(change: fields => fields.Remove("__RequestVerificationToken"));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.False(await browser.IsLoggedInAsync());
    }

    [Fact]
    public async Task ANewLoginEndsTheSessionThatTheBrowserHad()
    {
        using var browser = await LogInAsync();
        string former = browser.Cookies.GetCookies(Service.Address)["drumai-admin"]!.Value;
        using var again = await browser.LogInAsync();

        Assert.NotEqual(former, browser.Cookies.GetCookies(Service.Address)["drumai-admin"]!.Value);
        Assert.True(await browser.IsLoggedInAsync());
        using var thief = Open();
        thief.Cookies.Add(Service.Address, new Cookie("drumai-admin", former));
        Assert.False(await thief.IsLoggedInAsync());
        Assert.Single(await SessionsAsync(await AdminIdAsync()));
    }

    [Fact]
    public async Task AnotherPasswordAndRemovalEndAllSessions()
    {
        using var browser = await LogInAsync();
        long id = await AdminIdAsync();
        await AdminAccounts.UseAsync(Service.Database, accounts => accounts.SetPasswordAsync(Admin, "another drum entirely", "test"));
        Assert.False(await browser.IsLoggedInAsync());

        using var again = Open();
        using var entered = await again.LogInAsync(password: "another drum entirely");
        Assert.True(await again.IsLoggedInAsync());
        await AdminAccounts.UseAsync(Service.Database, accounts => accounts.RemoveAsync(Admin, "test"));
        Assert.False(await again.IsLoggedInAsync());
        Assert.Empty(await SessionsAsync(id));
        await using var context = Service.Database.CreateContext();
        Assert.Equal(["admin.add", "admin.password", "admin.remove"], await context.AuditEntries.Where(e => e.Subject == Admin).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task DatabaseAloneLetsNobodyIn()
    {
        using var browser = await LogInAsync();
        await using var context = Service.Database.CreateContext();
        var admin = await context.Admins.SingleAsync(a => a.Name == Admin, Cancellation);
        var session = Assert.Single(await SessionsAsync(admin.Id));

        Assert.Equal(32, session.Id.Length);
        Assert.DoesNotContain(AdminBrowser.Password, admin.PasswordHash!, StringComparison.Ordinal);
        Assert.True(Convert.FromBase64String(admin.PasswordHash!).Length > 48);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task WeakPasswordsAreRefused(string password) =>
        Assert.NotEmpty(await AdminAccounts.UseAsync(Service.Database, accounts => accounts.AddAsync($"Bob-{Admin}", password, "test")));

    [Fact]
    public async Task NamesAreTakenOnceWhateverTheirCase() =>
        Assert.NotEmpty(await AdminAccounts.UseAsync(Service.Database, accounts => accounts.AddAsync(Admin.ToUpperInvariant(), "quite another password", "test")));

    private async Task<long> AdminIdAsync()
    {
        await using var context = Service.Database.CreateContext();
        return (await context.Admins.SingleAsync(a => a.Name == Admin, Cancellation)).Id;
    }

    private async Task<List<AdminSession>> SessionsAsync(long admin)
    {
        await using var context = Service.Database.CreateContext();
        return await context.AdminSessions.Where(s => s.AdminId == admin).ToListAsync(Cancellation);
    }

    public sealed class OnSqlite(DashboardHosts hosts, PostgresServer server) : LoginTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(DashboardHosts hosts, PostgresServer server) : LoginTests(hosts, server, DatabaseKind.Postgres);
}
