using System.Collections.Concurrent;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Data.Tests.Databases;
using DrumAI.Features;
using DrumAI.Identity;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Cli.Tests.Serve;

/// <summary>Two replicas on one PostgreSQL server, under load, while parts of it die. What was acknowledged is there afterwards.</summary>
public sealed class ReplicaTests(PostgresServer server) : IDisposable
{
    private const int WriterCount = 8;
    private readonly TestModel model = new();

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task RestartedDatabaseAndKilledReplicaLoseNothingThatWasAcknowledged()
    {
        string connection = await server.CreateDatabaseAsync();
        using var first = await ServingProgram.StartAsync("--database", connection, "--model", model.Path);
        using var second = await ServingProgram.StartAsync("--database", connection, "--model", model.Path);
        var writers = await Task.WhenAll(Enumerable.Range(0, WriterCount).Select(w => Writer.CreateAsync(w % 2 == 0 ? first.Address : second.Address, second.Address, w)));
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writing = writers.Select(w => w.RunAsync(done.Token)).ToArray();

        await AcknowledgedAsync(writers, 15);
        await server.RestartAsync();
        await AcknowledgedAsync(writers, 30);
        Assert.True(writers.All(w => w.Failures.IsEmpty), string.Join('\n', writers.SelectMany(w => w.Failures).Concat(first.Faults).Concat(second.Faults)));
        first.Kill();
        await AcknowledgedAsync(writers, 50);
        await done.CancelAsync();
        await Task.WhenAll(writing);

        // Of those who asked the one that was killed, each lost the one request that was under way, and that one was not acknowledged.
        Assert.All(writers, w => Assert.True(w.Failures.Count <= (w.AskedFirst ? 1 : 0), string.Join('\n', w.Failures)));
        await using var database = await DrumDatabase.OpenAsync(connection, cancellation: TestContext.Current.CancellationToken);
        await using var context = database.CreateContext();
        var stored = (await context.Samples.Select(s => s.Hash).ToListAsync(TestContext.Current.CancellationToken)).Select(Convert.ToHexStringLower).ToHashSet();
        Assert.All(writers.SelectMany(w => w.Acknowledged), hash => Assert.Contains(hash, stored));
        Assert.Equal(stored.Count, await context.ClassVotes.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(stored.Count, await context.VoteEvents.CountAsync(TestContext.Current.CancellationToken));
    }

    private static async Task AcknowledgedAsync(Writer[] writers, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (writers.Any(w => w.Acknowledged.Count < count)) await Task.Delay(20, patience.Token);
    }

    /// <summary>Corrects one sound after the other, and goes to the other replica when its own is gone.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly Random random;
        private readonly string token;
        private readonly HttpClient other;
        private HttpClient http;

        private Writer(HttpClient http, HttpClient other, string token, int seed)
        {
            this.http = http;
            this.other = other;
            this.token = token;
            random = new Random(seed);
            AskedFirst = http.BaseAddress != other.BaseAddress;
        }

        public bool AskedFirst { get; }

        public ConcurrentQueue<string> Acknowledged { get; } = [];

        public ConcurrentQueue<string> Failures { get; } = [];

        public static async Task<Writer> CreateAsync(Uri address, Uri other, int seed)
        {
            var http = new HttpClient { BaseAddress = address };
            var user = await new DrumServiceClient(http).CreateUserAsync(TestContext.Current.CancellationToken);
            return new Writer(http, new HttpClient { BaseAddress = other }, user.Token, seed);
        }

        public async Task RunAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var bytes = new byte[Fingerprint.ByteCount];
                random.NextBytes(bytes);
                var correction = new Correction { Fingerprint = WireFingerprint.Of(Fingerprint.FromBytes(bytes)), Class = "Kick", FrontEnd = FrontEnd.Version };
                try
                {
                    var receipt = await new DrumServiceClient(http, token).CorrectAsync(correction, CancellationToken.None);
                    Acknowledged.Enqueue(receipt.Sample);
                }
                catch (ServiceBusyException e)
                {
                    Failures.Enqueue(e.ToString());
                    http = other;
                }
            }
        }

        public void Dispose()
        {
            http.Dispose();
            other.Dispose();
        }
    }
}
