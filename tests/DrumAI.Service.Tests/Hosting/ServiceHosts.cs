using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

[assembly: AssemblyFixture(typeof(ServiceHosts))]

namespace DrumAI.Service.Tests.Hosting;

/// <summary>One service on each database for all tests that need no options of their own.</summary>
public class ServiceHosts : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly Dictionary<DatabaseKind, RunningService> running = [];

    public async Task<RunningService> GetAsync(DatabaseKind kind, PostgresServer server)
    {
        await starting.WaitAsync();
        try
        {
            if (!running.TryGetValue(kind, out var service)) running[kind] = service = await StartAsync(kind, server);
            return service;
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var service in running.Values) await service.DisposeAsync();
        starting.Dispose();
    }

    /// <summary>Starts one.</summary>
    protected virtual Task<RunningService> StartAsync(DatabaseKind kind, PostgresServer server) => RunningService.StartAsync(kind, server);
}
