using DrumAI.Client;
using DrumAI.Taxonomy;

namespace DrumAI.Studio.Sharing;

/// <summary>The way to the service that the musician chose.</summary>
internal sealed class ServiceConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Whoever answers with another address does not get the account's token: nothing is followed.
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
    private readonly Lock gate = new();
    private HttpClient? http;

    /// <summary>Asks without saying who asks.</summary>
    public DrumServiceClient Anonymous(Uri server) => new(HttpFor(server));

    /// <summary>Asks as an account.</summary>
    public DrumServiceClient As(Uri server, SharingAccount account) => new(HttpFor(server), account.Token);

    /// <summary>Looks whether a service that can be shared with answers there. Nothing is told to it.</summary>
    public async Task<ConnectionState> CheckAsync(Uri server, CancellationToken cancellation)
    {
        try
        {
            var client = Anonymous(server);
            var taxonomy = await client.GetTaxonomyAsync(cancellation);
            if (taxonomy.Version != DrumTaxonomy.Default.Version) return new ConnectionState(ConnectionOutcome.OtherTaxonomy, taxonomy.Version);
            return new ConnectionState(ConnectionOutcome.Fits, (await client.GetCurrentModelAsync(cancellation)).Id);
        }
        catch (ServiceBusyException e)
        {
            return new ConnectionState(ConnectionOutcome.Unreachable, e.InnerException?.Message ?? e.Message);
        }
        catch (ServiceException e)
        {
            return new ConnectionState(ConnectionOutcome.NoService, e.Message);
        }
    }

    public void Dispose()
    {
        http?.Dispose();
        handler.Dispose();
    }

    private HttpClient HttpFor(Uri server)
    {
        lock (gate)
        {
            if (http?.BaseAddress != server) http = new HttpClient(handler, disposeHandler: false) { BaseAddress = server, Timeout = Patience };
            return http;
        }
    }
}
