using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DrumAI.EndToEnd;

/// <summary>Stands between two programs, writes down what the first says, and can be cut.</summary>
public sealed class WireTap : IDisposable
{
    private readonly Uri target;
    private readonly StringBuilder said = new();
    private readonly List<TcpClient> open = [];
    private TcpListener? listener;
    private int connections;

    public WireTap(Uri target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync(listener);
    }

    /// <summary>Where it listens, now or after it was mended.</summary>
    public Uri Address { get; }

    /// <summary>How often somebody has called.</summary>
    public int ConnectionCount => Volatile.Read(ref connections);

    /// <summary>All that was said to the target.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>From now on nobody answers.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        lock (open)
        {
            foreach (var client in open) client.Dispose();
            open.Clear();
        }
    }

    /// <summary>Answers again, at the same address.</summary>
    public void Mend()
    {
        listener = new TcpListener(IPAddress.Loopback, Address.Port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener listening)
    {
        try
        {
            while (true) _ = PassOnAsync(await listening.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
        }
    }

    private async Task PassOnAsync(TcpClient caller)
    {
        Interlocked.Increment(ref connections);
        var called = new TcpClient();
        lock (open) open.AddRange([caller, called]);
        try
        {
            await called.ConnectAsync(IPAddress.Loopback, target.Port);
            using (caller)
            using (called)
                await Task.WhenAny(CopyAsync(caller.GetStream(), called.GetStream(), isKept: true), CopyAsync(called.GetStream(), caller.GetStream(), isKept: false));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two has hung up, or it was cut.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isKept)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            if (isKept)
                lock (said) said.Append(Encoding.Latin1.GetString(buffer, 0, count));
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
