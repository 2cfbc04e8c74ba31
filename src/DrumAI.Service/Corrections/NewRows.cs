using System.Security.Cryptography;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Identity;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>The rows of new sounds that a transaction is to write.</summary>
internal sealed class NewRows
{
    private readonly List<(long Id, Submission Submission)> samples = [];

    /// <summary>Other fingerprints under which known sounds came.</summary>
    public List<(long SampleId, Fingerprint Fingerprint)> Aliases { get; } = [];

    /// <summary>Submissions that are not believed.</summary>
    public List<object?[]> SetAside { get; } = [];

    /// <summary>The hashes of new sounds, by their ids.</summary>
    public Dictionary<long, byte[]> Hashes { get; } = [];

    public void AddSample(long id, Submission submission)
    {
        samples.Add((id, submission));
        Hashes[id] = HashOf(submission.Fingerprint);
    }

    /// <summary>Aliases that are known, or are the sound's own hash, need no row.</summary>
    public async Task DropKnownAliasesAsync(DrumDataContext context)
    {
        if (Aliases.Count == 0) return;
        byte[][] hashes = [.. Aliases.Select(a => HashOf(a.Fingerprint))];
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (byte[] hash in await context.Aliases.Where(a => hashes.Contains(a.Hash)).Select(a => a.Hash).ToListAsync()) known.Add(Convert.ToHexString(hash));
        foreach (byte[] hash in await context.Samples.Where(s => hashes.Contains(s.Hash)).Select(s => s.Hash).ToListAsync()) known.Add(Convert.ToHexString(hash));
        foreach (byte[] hash in Hashes.Values) known.Add(Convert.ToHexString(hash));
        Aliases.RemoveAll(a => !known.Add(Convert.ToHexString(HashOf(a.Fingerprint))));
    }

    public async Task WriteSamplesAsync(DrumDataContext context)
    {
        await BulkInsert.WriteAsync(
            context, "Samples", ["Id", "Hash", "Fingerprint", "AddedAt"],
            samples.Select(s => new object?[]
            {
                s.Id, Hashes[s.Id], s.Submission.Fingerprint.ToBytes(), s.Submission.ReceivedAt.ToUnixTimeMilliseconds(),
            }));
        await BulkInsert.WriteAsync(
            context, "Features",
            [
                "SampleId", "FrontEnd", "Computed", "Hardness", "Depth", "Brightness", "Roughness", "Warmth", "Sharpness", "Boominess", "Reverb", "Zcr",
                "Flatness", "Contrast", "Contrast8",
            ],
            samples.Where(s => s.Submission.Features is not null).Select(s => Row(s.Id, s.Submission.Features!)));
        await BulkInsert.WriteAsync(
            context, "Embeddings", ["SampleId", "Model", "Vector"],
            samples.Where(s => s.Submission.Embedding is not null)
                .Select(s => new object?[] { s.Id, s.Submission.Embedding!.Model, s.Submission.Embedding.Vector }));
        await BulkInsert.WriteAsync(context, "Aliases", ["Hash", "SampleId"], Aliases.Select(a => new object?[] { HashOf(a.Fingerprint), a.SampleId }));
        await BulkInsert.WriteAsync(context, "SetAside", ["UserId", "Fingerprint", "Reason", "ReceivedAt"], SetAside);
    }

    /// <summary>Once it is committed, others may meet the new sounds.</summary>
    public void AddTo(FingerprintTable fingerprints)
    {
        foreach (var (id, submission) in samples) fingerprints.Add(id, submission.Fingerprint);
    }

    private static byte[] HashOf(Fingerprint fingerprint) => SHA256.HashData(fingerprint.ToBytes());

    private static object?[] Row(long id, SampleFeatures f) =>
    [
        id, f.FrontEnd, (int)f.Computed, f.Hardness, f.Depth, f.Brightness, f.Roughness, f.Warmth, f.Sharpness, f.Boominess, f.Reverb, f.Zcr, f.Flatness,
        f.Contrast, f.Contrast8,
    ];
}
