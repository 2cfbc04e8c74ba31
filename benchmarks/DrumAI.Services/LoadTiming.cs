using System.Diagnostics;
using System.Net;

namespace DrumAI.Services;

/// <summary>
/// Predictions from many clients at once, for a bounded time. They say that they come from a thousand addresses, of which each may ask so often: a service
/// that is to be measured believes this machine (<c>--proxy 127.0.0.1</c>).
/// </summary>
internal static class LoadTiming
{
    private const int AddressCount = 1000;

    public static async Task RunAsync(Uri url, string soundPath, TimeSpan duration, int concurrency)
    {
        byte[] sound = await File.ReadAllBytesAsync(soundPath);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency }) { BaseAddress = url };
        using var stop = new CancellationTokenSource(duration);
        long begun = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(c => Task.Run(() => AskAsync(http, sound, c, stop.Token))));
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var times = results.SelectMany(r => r.Times).Order().ToArray();
        int busy = results.Sum(r => r.Busy);
        Console.WriteLine(
            $"| {concurrency} | {times.Length} | {times.Length / seconds:0} | {Percentile(times, 50):0.0} | {Percentile(times, 99):0.0} | {busy} |");
    }

    private static double Percentile(double[] times, int percent) => times.Length == 0 ? double.NaN : times[Math.Min(times.Length - 1, times.Length * percent / 100)];

    private static async Task<(List<double> Times, int Busy)> AskAsync(HttpClient http, byte[] sound, int client, CancellationToken stop)
    {
        var times = new List<double>();
        int busy = 0;
        while (!stop.IsCancellationRequested)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(sound), "samplefile", "sample" } };
            int address = (client * 131 + times.Count + busy) % AddressCount;
            using var request = new HttpRequestMessage(HttpMethod.Post, "predict") { Content = form, Headers = { { "X-Forwarded-For", $"10.{address / 250}.{address % 250}.1" } } };
            long begun = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request, CancellationToken.None);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                busy++;
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), CancellationToken.None);
                continue;
            }

            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return (times, busy);
    }
}
