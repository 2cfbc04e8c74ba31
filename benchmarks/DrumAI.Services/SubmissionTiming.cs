using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using DrumAI.Classification;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Service;

namespace DrumAI.Services;

/// <summary>Corrections with features over HTTP: how long until the last is acknowledged.</summary>
internal static class SubmissionTiming
{
    private const int ClientCount = 128;
    private const int UserCount = 50;

    /// <summary>Until the code that is asked most is compiled for good, as it is in a service that has run for a minute.</summary>
    private const int WarmUpCount = 2000;

    public static async Task RunAsync(string database, int count)
    {
        var options = new ServiceOptions { Database = database, Port = 0, RequestsPerMinute = 100_000_000, AccountsPerHour = 1000, SubmissionQueue = 100_000 };
        await using var service = await DrumService.StartAsync(options);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = ClientCount }) { BaseAddress = service.Address };
        var tokens = new List<string>();
        for (int u = 0; u < UserCount; u++) tokens.Add((await new DrumServiceClient(http).CreateUserAsync()).Token);
        var package = ModelPackage.Read(DrumClassifier.DefaultModelDirectory);
        using var classifier = EmbeddingClassifier.Load(package);
        var random = new Random(1);
        // What the clients have to do is done before, so that the service is what is timed.
        byte[][] bodies = [.. Enumerable.Range(0, count).Select(_ => JsonSerializer.SerializeToUtf8Bytes(
            MadeCorrections.Make(random, package.Card.Id, classifier), WireJson.Default.Correction))];
        await SendAsync(http, tokens, bodies[..Math.Min(WarmUpCount, count)]);
        bodies = [.. Enumerable.Range(0, count).Select(_ => JsonSerializer.SerializeToUtf8Bytes(
            MadeCorrections.Make(random, package.Card.Id, classifier), WireJson.Default.Correction))];
        GC.Collect();

        long begun = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        await SendAsync(http, tokens, bodies);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double processorMs = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;

        Console.WriteLine($"{count} corrections with features ({bodies.Average(b => b.Length) / 1024:0.0} KiB each) over HTTP: {seconds:0.00} s, {count / seconds:0} a second; processor time {processorMs / count:0.00} ms each, the clients' included");
    }

    private static async Task SendAsync(HttpClient http, List<string> tokens, byte[][] bodies)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < bodies.Length;)
            {
                using var content = new ByteArrayContent(bodies[i]);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var request = new HttpRequestMessage(HttpMethod.Post, "corrections/features") { Content = content };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[i % tokens.Count]);
                using var response = await http.SendAsync(request);
                response.EnsureSuccessStatusCode();
            }
        }));
    }
}
