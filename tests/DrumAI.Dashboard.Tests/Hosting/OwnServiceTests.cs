using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Dashboard.Tests.Hosting;

/// <summary>Facts that need a service on a new database, or one whose clock can be moved on: each test has its own.</summary>
public abstract class OwnServiceTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : DashboardTests(hosts, server, kind)
{
    /// <summary>The service's clock.</summary>
    protected ShiftedTime Time { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Service.DisposeAsync();
    }

    protected override Task<RunningService> StartAsync(DatabaseKind kind, PostgresServer server) =>
        RunningService.StartAsync(kind, server, extension: new DashboardExtension(), configure: b => b.Services.AddSingleton<TimeProvider>(Time));
}
