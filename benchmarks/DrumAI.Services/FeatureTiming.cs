using System.Diagnostics;
using DrumAI.Data;
using DrumAI.Features;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Services;

/// <summary>
/// Fifteen features of 8,080 sounds into arrays for training, as the report did in 3.78 s: the eight timbre scores, zero-crossing rate, flatness, both
/// contrasts, embedding, fingerprint and hash.
/// </summary>
internal static class FeatureTiming
{
    private const int SampleCount = 8080;

    public static async Task RunAsync(string connection)
    {
        await using var database = await DrumDatabase.OpenAsync(connection);
        var times = new List<double>();
        int floats = 0;
        for (int run = 0; run < 12; run++)
        {
            await using var context = database.CreateContext();
            long begun = Stopwatch.GetTimestamp();
            floats = await LoadAsync(context);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"15 features of {SampleCount} sounds ({floats} numbers): median {times[times.Count / 2]:0} ms, best {times[0]:0} ms, first {times[^1]:0} ms at most");
    }

    private static async Task<int> LoadAsync(DrumDataContext context)
    {
        var rows = (
            from sample in context.Samples
            join f in context.Features on sample.Id equals f.SampleId
            join e in context.Embeddings on sample.Id equals e.SampleId
            orderby sample.Id
            select new
            {
                sample.Hash,
                sample.Fingerprint,
                f.Hardness,
                f.Depth,
                f.Brightness,
                f.Roughness,
                f.Warmth,
                f.Sharpness,
                f.Boominess,
                f.Reverb,
                f.Zcr,
                f.Flatness,
                f.Contrast,
                f.Contrast8,
                e.Vector,
            }).Take(SampleCount);
        var scores = new float[SampleCount * 8];
        float[] zcr = new float[SampleCount * 32], flatness = new float[SampleCount * 32];
        float[] contrast = new float[SampleCount * 7 * 32], contrast8 = new float[SampleCount * 8 * 32], embedding = new float[SampleCount * 128];
        var fingerprints = new byte[SampleCount][];
        var hashes = new byte[SampleCount][];
        int i = 0;
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            float?[] timbre = [row.Hardness, row.Depth, row.Brightness, row.Roughness, row.Warmth, row.Sharpness, row.Boominess, row.Reverb];
            for (int t = 0; t < 8; t++) scores[i * 8 + t] = timbre[t] ?? float.NaN;
            Vectors.CopyTo(row.Zcr, zcr.AsSpan(i * 32, 32));
            Vectors.CopyTo(row.Flatness, flatness.AsSpan(i * 32, 32));
            Vectors.CopyTo(row.Contrast, contrast.AsSpan(i * 224, 224));
            Vectors.CopyTo(row.Contrast8, contrast8.AsSpan(i * 256, 256));
            Vectors.CopyTo(row.Vector, embedding.AsSpan(i * 128, 128));
            fingerprints[i] = row.Fingerprint!;
            hashes[i] = row.Hash;
            i++;
        }

        if (i != SampleCount) throw new InvalidOperationException($"There are only {i} sounds with features; run submissions first.");
        return scores.Length + zcr.Length + flatness.Length + contrast.Length + contrast8.Length + embedding.Length;
    }
}
