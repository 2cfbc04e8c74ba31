using DrumAI.Data;

namespace DrumAI.Service.Tests.Hosting;

/// <summary>Facts that hold over HTTP on either database: each class of them is run twice.</summary>
public abstract class ServiceTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected DatabaseKind Kind => kind;

    protected PostgresServer Server => server;

    /// <summary>The service that is asked.</summary>
    protected RunningService Service { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Service = await hosts.GetAsync(kind, server);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
