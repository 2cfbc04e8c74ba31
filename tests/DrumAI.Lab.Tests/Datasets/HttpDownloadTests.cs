using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using DrumAI.Lab.Datasets;

namespace DrumAI.Lab.Tests.Datasets;

public sealed partial class HttpDownloadTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("download").FullName;
    private readonly byte[] content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 % 251))];

    private string Target => Path.Combine(folder, "file.bin");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task BrokenDownloadGoesOnWhereItStopped()
    {
        using var server = new BreakingServer(content, breakAt: 100_000);
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        Assert.False(File.Exists(Target));
        long kept = new FileInfo(Target + ".part").Length;
        Assert.InRange(kept, 1, 100_000);

        await FetchAsync(server);
        Assert.Equal(content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal(kept, server.AskedFrom);
        Assert.Equal(["file.bin"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task FileThatChangedMeanwhileIsFetchedAnew()
    {
        using var server = new BreakingServer(content, breakAt: 100_000);
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));
        server.Change();
        await FetchAsync(server);
        Assert.Equal(server.Content, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RefusalIsAnErrorThatNamesTheAddress()
    {
        using var server = new BreakingServer(content, breakAt: -1);
        using var client = new HttpClient();
        var error = await Assert.ThrowsAsync<IOException>(() =>
            new HttpDownload(client).FetchAsync(new Uri(server.Address, "absent"), Target, TestContext.Current.CancellationToken));
        Assert.Contains("404", error.Message, StringComparison.Ordinal);
    }

    private async Task FetchAsync(BreakingServer server)
    {
        using var client = new HttpClient();
        await new HttpDownload(client).FetchAsync(new Uri(server.Address, "file.bin"), Target, TestContext.Current.CancellationToken);
    }

    /// <summary>Serves one file with ranges, and hangs up in the middle of its first answer.</summary>
    private sealed partial class BreakingServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task loop;
        private int breakAt;
        private string tag = "\"one\"";

        public BreakingServer(byte[] content, int breakAt)
        {
            (Content, this.breakAt) = (content, breakAt);
            listener.Start();
            loop = Task.Run(ServeAsync);
        }

        public byte[] Content { get; private set; }

        public long AskedFrom { get; private set; }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        public void Change()
        {
            tag = "\"two\"";
            Content = [.. Content.Reverse()];
        }

        public void Dispose()
        {
            listener.Stop();
            loop.Wait();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await AnswerAsync(client.GetStream());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Stopped.
            }
        }

        private async Task AnswerAsync(NetworkStream stream)
        {
            var request = new StringBuilder();
            var buffer = new byte[4096];
            while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)) request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            string text = request.ToString();
            if (!text.StartsWith("GET /file.bin", StringComparison.Ordinal))
            {
                await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                return;
            }

            int from = Range().Match(text) is { Success: true } range && text.Contains($"If-Range: {tag}", StringComparison.Ordinal) ? int.Parse(range.Groups[1].ValueSpan) : 0;
            AskedFrom = from;
            string head = from > 0 ? $"206 Partial Content\r\nContent-Range: bytes {from}-{Content.Length - 1}/{Content.Length}" : "200 OK";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nETag: {tag}\r\nContent-Length: {Content.Length - from}\r\nConnection: close\r\n\r\n"));
            int length = breakAt > 0 ? breakAt : Content.Length - from;
            breakAt = -1;
            await stream.WriteAsync(Content.AsMemory(from, length));
        }

        [GeneratedRegex(@"Range: bytes=(\d+)-")]
        private static partial Regex Range();
    }
}
