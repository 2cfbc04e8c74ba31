using System.Globalization;
using DrumAI.Dashboard.Security;
using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Dashboard.Tests.Hosting;

/// <summary>
/// Facts that hold on either database: each class of them is run twice. All share one service, with an administrator of each test's own, at addresses of its own. Tests of the clock, of
/// all that lies in a database, or of a service's start take <see cref="OwnServiceTests"/>.
/// </summary>
public abstract class DashboardTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : IAsyncLifetime
{
    private static int adminCount;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The service that is asked.</summary>
    protected RunningService Service { get; private set; } = null!;

    /// <summary>The administrator's name.</summary>
    protected string Admin { get; } = string.Create(CultureInfo.InvariantCulture, $"Ada{Interlocked.Increment(ref adminCount)}");

    public async ValueTask InitializeAsync()
    {
        Service = await StartAsync(kind, server);
        Assert.Empty(await AdminAccounts.UseAsync(Service.Database, accounts => accounts.AddAsync(Admin, AdminBrowser.Password, "test")));
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected virtual Task<RunningService> StartAsync(DatabaseKind kind, PostgresServer server) => hosts.GetAsync(kind, server);

    protected AdminBrowser Open(string? from = null) => new(Service.Address, Admin, from);

    protected async Task<AdminBrowser> LogInAsync()
    {
        var browser = Open();
        using var response = await browser.LogInAsync();
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }
}
