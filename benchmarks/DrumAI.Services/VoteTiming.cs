using System.Diagnostics;
using System.Security.Cryptography;
using DrumAI.Classification;
using DrumAI.Client;
using DrumAI.Data;
using DrumAI.Service;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Services;

/// <summary>What one more vote costs where there are a million.</summary>
internal static class VoteTiming
{
    private const int UserCount = 2000;
    private const int Probes = 500;

    public static async Task RunAsync(string connection, int count)
    {
        int soundCount = count / 5;
        await using var database = await DrumDatabase.OpenAsync(connection);
        long begun = Stopwatch.GetTimestamp();
        await FillAsync(database, count, soundCount);
        Console.WriteLine($"{count} votes on {soundCount} sounds by {UserCount} users made in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s");

        begun = Stopwatch.GetTimestamp();
        var options = new ServiceOptions { Database = connection, Port = 0, AccountsPerHour = 1000, RequestsPerMinute = 1_000_000 };
        await using var service = await DrumService.StartAsync(options);
        Console.WriteLine($"started on them in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s");
        using var http = new HttpClient { BaseAddress = service.Address };
        var user = await new DrumServiceClient(http).CreateUserAsync();
        var client = new DrumServiceClient(http, user.Token);
        var package = ModelPackage.Read(DrumClassifier.DefaultModelDirectory);
        using var classifier = EmbeddingClassifier.Load(package);
        await using var context = database.CreateContext();
        byte[][] fingerprints = [.. (await context.Samples.Where(s => s.Id % 97 == 0).Take(Probes + 20).Select(s => s.Fingerprint!).ToListAsync())];
        var random = new Random(2);
        var times = new List<double>();
        for (int p = 0; p < fingerprints.Length; p++)
        {
            var correction = MadeCorrections.Make(random, package.Card.Id, classifier) with
            {
                Fingerprint = DrumAI.Client.Wire.WireFingerprint.Of(DrumAI.Identity.Fingerprint.FromBytes(fingerprints[p])),
            };
            begun = Stopwatch.GetTimestamp();
            await client.CorrectAsync(correction);
            if (p >= 20) times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"one more vote, one at a time, over HTTP: median {times[times.Count / 2]:0.0} ms, 99 % within {times[times.Count * 99 / 100]:0.0} ms");
    }

    private static async Task FillAsync(DrumDatabase database, int count, int soundCount)
    {
        var random = new Random(1);
        await using var context = database.CreateContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var users = await BulkInsert.ReserveIdsAsync(context, "Users", UserCount);
        await BulkInsert.WriteAsync(context, "Users", ["Id", "PublicId", "TokenHash", "AddressBlock", "CreatedAt"], users.Select(u => new object?[]
        {
            u, database.Kind == DatabaseKind.Postgres ? Guid.NewGuid() : Guid.NewGuid().ToString().ToUpperInvariant(), RandomNumberGenerator.GetBytes(32), random.NextInt64(), 0L,
        }));
        var sounds = await BulkInsert.ReserveIdsAsync(context, "Samples", soundCount);
        await BulkInsert.WriteAsync(context, "Samples", ["Id", "Hash", "Fingerprint", "AddedAt"], sounds.Select(s =>
        {
            byte[] bits = MadeCorrections.Fingerprint(random).ToBytes();
            return new object?[] { s, SHA256.HashData(bits), bits, 0L };
        }));
        await BulkInsert.WriteAsync(
            context, "ClassVotes", ["UserId", "SampleId", "ClassId", "AddressBlock", "VotedAt", "Credit"],
            Enumerable.Range(0, count).Select(v => new object?[] { users[(v / soundCount * 401 + v) % UserCount], sounds[v % soundCount], v % soundCount % 28, random.NextInt64(), 0L, 0f }));
        await transaction.CommitAsync();
    }
}
