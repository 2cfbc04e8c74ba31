using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Http;

/// <summary>Requests that mean no good: each is answered with a 4xx or 503 and problem details, and none with a stack trace or a 500.</summary>
public abstract class HostileRequestTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    private static readonly byte[] Sound = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));

    [Fact]
    public async Task UploadBeyondTheLimitIsRefusedBeforeItIsRead()
    {
        using var form = Form(new byte[21 << 20], "a.wav");
        using var response = await Service.Http.PostAsync("predict", form, Cancellation);

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task UploadBeyondTheLimitIsRefusedThoughItKeepsItsLengthToItself()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "predict") { Content = Form(new byte[22 << 20], "a.wav") };
        request.Headers.TransferEncodingChunked = true;
        using var response = await Service.Http.SendAsync(request, Cancellation);

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task SoundThatIsTooLongIsRefused()
    {
        byte[] long8k = TestSounds.ToWav(new Pcm(new float[8000 * 61], 1, 8000));
        using var response = await Service.Http.PostAsync("predict", Form(long8k, "a.wav"), Cancellation);

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    /// <summary>Headers that promise gigabytes, frames without length, channels without number, and sizes that wrap around.</summary>
    [Theory]
    [InlineData(40, uint.MaxValue, false)]
    [InlineData(40, 0x7FFFFFFFu, false)]
    [InlineData(4, 0u, false)]
    [InlineData(24, 0u, true)]
    [InlineData(24, uint.MaxValue, true)]
    [InlineData(22, 0u, true)]
    [InlineData(22, 0xFFFF0001u, false)]
    [InlineData(16, uint.MaxValue, false)]
    public async Task LyingHeadersHarmNothing(int offset, uint lie, bool isRefused)
    {
        byte[] file = [.. Sound];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), lie);
        using var response = await Service.Http.PostAsync("predict", Form(file, "a.wav"), Cancellation);

        if (isRefused) await AssertRefusedAsync(response, HttpStatusCode.UnprocessableEntity);
        else Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task RandomBytesWithSoundsHeadersAreNeverAFaultOfOurs()
    {
        var random = new Random(11);
        for (int i = 0; i < 60; i++)
        {
            byte[] file = i % 2 == 0 ? [.. Sound[..Math.Min(Sound.Length, 4000)]] : [.. "OggS"u8, .. new byte[400]];
            for (int flips = 0; flips < 12; flips++) file[random.Next(Math.Min(file.Length, i % 3 == 0 ? 60 : file.Length))] = (byte)random.Next(256);
            using var response = await Service.Http.PostAsync("predict", Form(file, "a.wav"), Cancellation);
            Assert.True(response.IsSuccessStatusCode || (int)response.StatusCode is >= 400 and < 500, $"{response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("..\\..\\windows\\system32\\config")]
    [InlineData("C:\\drums\\kick.wav")]
    [InlineData("<script>alert(1)</script>.wav")]
    [InlineData("'; DROP TABLE Samples; --.wav")]
    public async Task NameOfAFileIsPassedOver(string name)
    {
        using var response = await Service.Http.PostAsync("predict", Form(Sound, name), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("models/..%2F..%2F..%2Fetc%2Fpasswd")]
    [InlineData("models/1/files/..%2Fcard.json")]
    [InlineData("models/1/files/%2Fetc%2Fpasswd")]
    [InlineData("models/1/files/model.onnx%00")]
    [InlineData("samples/%27%20OR%201%3D1")]
    [InlineData("samples/0000000000000000000000000000000000000000000000000000000000000000?bits=zz")]
    public async Task PathsThatReachElsewhereLeadNowhere(string path)
    {
        using var response = await Service.Http.GetAsync(path, Cancellation);
        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode}");
    }

    [Fact]
    public async Task ModelsFilesAreWhatTheirHashesSay()
    {
        var client = new DrumAI.Client.DrumServiceClient(Service.Http);
        var model = await client.GetCurrentModelAsync(Cancellation);
        Assert.Contains("model.onnx", model.Files.Keys);
        foreach (var (name, hash) in model.Files)
        {
            using var bytes = new MemoryStream();
            await client.DownloadModelFileAsync(model.Version, name, bytes, Cancellation);
            Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.ToArray())));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"fingerprint\":")]
    [InlineData("{\"fingerprint\":{\"hash\":null,\"bits\":null},\"class\":\"Kick\",\"frontEnd\":\"2\"}")]
    [InlineData("{\"fingerprint\":{\"hash\":\"00\",\"bits\":\"00\"},\"class\":\"Kick\",\"frontEnd\":\"2\"}")]
    [InlineData("{\"fingerprint\":{\"hash\":\"00\",\"bits\":\"00\"},\"class\":{\"$ne\":1},\"frontEnd\":\"2\"}")]
    [InlineData("{\"class\":\"Kick\",\"class\":\"Kick\",\"evil\":1}")]
    public async Task JsonThatIsNoCorrectionIsRefused(string json)
    {
        var user = await Service.CreateUserAsync();
        using var response = await user.Http.PostAsync("corrections/features", new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);
        await AssertRefusedAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task FeaturesOfAnotherShapeAreRefused()
    {
        var user = await Service.CreateUserAsync();
        WireFeatures[] misshapen =
        [
            MadeSounds.Features() with { Zcr = new float[31] },
            MadeSounds.Features() with { Contrast = new float[9][] },
            MadeSounds.Features() with { Contrast8 = [.. Enumerable.Range(0, 8).Select(_ => new float[3])] },
            MadeSounds.Features() with { Embedding = [1] },
            MadeSounds.Features() with { Embedding = [] },
        ];
        foreach (var features in misshapen)
        {
            string json = JsonSerializer.Serialize(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick", features: features), WireJson.Default.Correction);
            using var response = await user.Http.PostAsync("corrections/features", new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);
            Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{response.StatusCode}");
        }
    }

    [Fact]
    public async Task JsonBeyondTheLimitIsRefused()
    {
        var user = await Service.CreateUserAsync();
        using var response = await user.Http.PostAsync("corrections/features", new StringContent("{\"class\":\"" + new string('x', 300_000) + "\"}", Encoding.UTF8, "application/json"), Cancellation);
        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task TooManyRequestsAreToldWhenToComeAgain()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { RequestsPerMinute = 10 });
        using var http = own.CreateHttp("203.0.113.9");
        HttpResponseMessage? last = null;
        for (int i = 0; i < 11; i++) last = await http.GetAsync("taxonomy", Cancellation);

        await AssertRefusedAsync(last!, HttpStatusCode.TooManyRequests);
        Assert.True(last!.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        using var other = own.CreateHttp("203.0.114.9");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("taxonomy", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task TokenIsLimitedWhateverAddressItComesFrom()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { RequestsPerMinute = 10 });
        var user = await own.CreateUserAsync();
        HttpResponseMessage? last = null;
        for (int i = 0; i < 12; i++)
        {
            using var http = own.CreateHttp(RunningService.NewAddress());
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Account.Token);
            last = await http.GetAsync("taxonomy", Cancellation);
        }

        await AssertRefusedAsync(last!, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task WhatCannotBeHeardAtOnceIsTurnedAwayAndTheRestIsServed()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { HearingConcurrency = 1, HearingQueue = 1 });
        byte[] sound = TestSounds.ToWav(new Pcm(new float[8000 * 50], 1, 8000));
        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var http = own.CreateHttp(RunningService.NewAddress());
            return await http.PostAsync("predict", Form(sound, "a.wav"), Cancellation);
        }));

        Assert.All(responses, r => Assert.True(r.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{r.StatusCode}"));
        Assert.Contains(responses, r => r.StatusCode == HttpStatusCode.OK);
        var refused = responses.First(r => r.StatusCode == HttpStatusCode.ServiceUnavailable);
        await AssertRefusedAsync(refused, HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task UploadsBeyondWhatMemoryHoldsAreTurnedAway()
    {
        await using var own = await RunningService.StartAsync(
            Kind, Server, o => o with { MaxUploadBytes = 1 << 20, MaxUploadBytesInFlight = 1 << 20, UploadGrace = TimeSpan.FromMinutes(5) });
        // One that begins and does not go on holds all the room there is, as soon as the service has got to it.
        var held = await BeginUploadAsync(own.Address, contentLength: 1 << 20);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        HttpStatusCode status;
        do
        {
            // An answer means that it was turned away itself, since one of ours was still in memory: another takes its place.
            if (held.Available > 0)
            {
                held.Dispose();
                held = await BeginUploadAsync(own.Address, contentLength: 1 << 20);
            }

            using var response = await own.Http.PostAsync("predict", Form(Sound, "a.wav"), patience.Token);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.OK);

        held.Dispose();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }

    /// <summary>A connection that trickles is closed by the server, and holds nothing up meanwhile.</summary>
    [Fact]
    public async Task SlowUploadIsCutOff()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { MinUploadRate = 1000, UploadGrace = TimeSpan.FromSeconds(1.5) });
        using var slow = await BeginUploadAsync(own.Address, contentLength: 100_000);
        using (var meanwhile = await own.Http.PostAsync("predict", Form(Sound, "a.wav"), Cancellation)) Assert.Equal(HttpStatusCode.OK, meanwhile.StatusCode);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var answer = new MemoryStream();
        await slow.GetStream().CopyToAsync(answer, patience.Token);
        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(answer.ToArray()), StringComparison.Ordinal);
    }

    private static async Task<TcpClient> BeginUploadAsync(Uri address, int contentLength)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {contentLength}\r\n\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"samplefile\"; filename=\"a\"\r\n\r\nRIFF"),
            Cancellation);
        return client;
    }

    private static MultipartFormDataContent Form(byte[] file, string name)
    {
        var content = new ByteArrayContent(file);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"samplefile\"; filename=\"{name}\"");
        return new MultipartFormDataContent { content };
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal((int)expected, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual(0, problem.RootElement.GetProperty("detail").GetString()?.Length);
        Assert.DoesNotContain(" at DrumAI", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : HostileRequestTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : HostileRequestTests(hosts, server, DatabaseKind.Postgres);
}
