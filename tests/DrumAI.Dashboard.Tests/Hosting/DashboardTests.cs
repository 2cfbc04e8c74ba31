using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Dashboard.Tests.Hosting;

/// <summary>Facts that hold on either database: each class of them is run twice. A service with an administrator is there, for as long as the test.</summary>
public abstract class DashboardTests(PostgresServer server, DatabaseKind kind) : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The service that is asked.</summary>
    protected RunningService Service { get; private set; } = null!;

    /// <summary>Its clock.</summary>
    protected ShiftedTime Time { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Service = await RunningService.StartAsync(kind, server, extension: new DashboardExtension(), configure: b => b.Services.AddSingleton<TimeProvider>(Time));
        await AdminBrowser.MakeAdminAsync(Service);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Service.DisposeAsync();
    }

    protected AdminBrowser Open(string? from = null) => new(Service.Address, from);

    protected async Task<AdminBrowser> LogInAsync()
    {
        var browser = Open();
        using var response = await browser.LogInAsync();
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }
}
