using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

[assembly: AssemblyFixture(typeof(DashboardHosts))]

namespace DrumAI.Dashboard.Tests.Hosting;

/// <summary>One service with a dashboard on each database for all tests that need none of their own.</summary>
public sealed class DashboardHosts : ServiceHosts
{
    protected override Task<RunningService> StartAsync(DatabaseKind kind, PostgresServer server) => RunningService.StartAsync(kind, server, extension: new DashboardExtension());
}
