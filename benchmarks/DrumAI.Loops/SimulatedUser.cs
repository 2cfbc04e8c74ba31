using System.Net;
using System.Net.Sockets;
using DrumAI.Client;

namespace DrumAI.Loops;

/// <summary>Somebody with an account, who asks from an address of their own: one of this machine's 127.0.0.N, since neighbours count as one voter.</summary>
internal sealed class SimulatedUser : IDisposable
{
    private readonly HttpClient http;

    private SimulatedUser(HttpClient http, DrumServiceClient client) => (this.http, Client) = (http, client);

    /// <summary>What they ask through.</summary>
    public DrumServiceClient Client { get; }

    /// <summary>Makes an account.</summary>
    /// <param name="service">Where.</param>
    /// <param name="number">Which address: 2 to 254.</param>
    public static async Task<SimulatedUser> CreateAsync(Uri service, int number)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)number]), 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = service,
        };
        var account = await new DrumServiceClient(http).CreateUserAsync();
        return new SimulatedUser(http, new DrumServiceClient(http, account.Token));
    }

    public void Dispose() => http.Dispose();
}
