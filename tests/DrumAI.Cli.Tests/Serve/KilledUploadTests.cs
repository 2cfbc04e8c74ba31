using System.Net.Sockets;
using System.Text;
using DrumAI.Client;
using DrumAI.Data;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Cli.Tests.Serve;

/// <summary>A service that is killed with an upload in hand leaves nothing of it: no file, no row.</summary>
public sealed class KilledUploadTests : IDisposable
{
    private const int Length = 16 << 20;
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("a sound that nobody else has: ");
    private readonly TestModel model = new();
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-killed-upload-").FullName;

    public void Dispose()
    {
        model.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("corrections")]
    public async Task NothingOfAnUploadOutlivesTheProcess(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Reads the folder for temporary files from TMPDIR.");
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        using (var program = await ServingProgram.StartAsync(
            new Dictionary<string, string> { ["TMPDIR"] = temporary, ["ASPNETCORE_TEMP"] = temporary }, "--data", data, "--model", model.Path))
        {
            using var http = new HttpClient { BaseAddress = program.Address };
            var user = await new DrumServiceClient(http).CreateUserAsync(TestContext.Current.CancellationToken);
            using var upload = new TcpClient();
            await upload.ConnectAsync("127.0.0.1", program.Address.Port, TestContext.Current.CancellationToken);
            await SendAllButTheEndAsync(upload.GetStream(), path, user.Token);
            Assert.True(upload.Connected);
            program.Kill();
        }

        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !IsSocketOfTheRuntime(f))];
        Assert.All(files, f => Assert.StartsWith("service.db", Path.GetFileName(f), StringComparison.Ordinal));
        Assert.All(files, f => Assert.True(File.ReadAllBytes(f).AsSpan().IndexOf(Mark) < 0, $"{f} holds some of the upload."));
        await using var database = await DrumDatabase.OpenAsync($"Data Source={Path.Combine(data, "service.db")}", cancellation: TestContext.Current.CancellationToken);
        await using var context = database.CreateContext();
        Assert.Equal(1, await context.Users.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await context.Samples.CountAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sixteen megabytes of a form, more than any socket holds back: the service has most of it when this returns.</summary>
    private static async Task SendAllButTheEndAsync(NetworkStream stream, string path, string token)
    {
        const string Start = "--b\r\nContent-Disposition: form-data; name=\"class\"\r\n\r\nKick\r\n--b\r\nContent-Disposition: form-data; name=\"samplefile\"; filename=\"a.wav\"\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {Start.Length + Length + 100}\r\n\r\n{Start}"));
        byte[] body = new byte[Length];
        for (int i = 0; i < Length; i++) body[i] = Mark[i % Mark.Length];
        await stream.WriteAsync(body);
        await stream.FlushAsync();
    }

    /// <summary>The runtime listens for its debuggers there; a process that is killed leaves the names.</summary>
    private static bool IsSocketOfTheRuntime(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));
}
