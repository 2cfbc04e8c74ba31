using System.Security.Cryptography;

namespace DrumAI.Data.Tests.Backups;

/// <summary>Rows of sounds, features and votes that a seed decides.</summary>
internal static class SeededRows
{
    /// <summary>Writes a user and sounds, each with features and one vote, in one transaction.</summary>
    public static async Task WriteAsync(DrumDatabase database, int soundCount, int seed)
    {
        var random = new Random(seed);
        await using var context = database.CreateContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        long user = (await BulkInsert.ReserveIdsAsync(context, "Users", 1))[0];
        var sounds = await BulkInsert.ReserveIdsAsync(context, "Samples", soundCount);
        var id = new Guid(Bytes(random, 16));
        await BulkInsert.WriteAsync(
            context, "Users", ["Id", "PublicId", "TokenHash", "AddressBlock", "CreatedAt"],
            [[user, database.Kind == DatabaseKind.Postgres ? id : id.ToString().ToUpperInvariant(), Bytes(random, 32), random.NextInt64(), (long)seed]]);
        await BulkInsert.WriteAsync(context, "Samples", ["Id", "Hash", "Fingerprint", "AddedAt"], sounds.Select(s =>
        {
            byte[] bits = Bytes(random, 32);
            return new object?[] { s, SHA256.HashData(bits), bits, (long)seed };
        }));
        await BulkInsert.WriteAsync(
            context, "Features", ["SampleId", "FrontEnd", "Computed", "Hardness", "Zcr"],
            sounds.Select(s => new object?[] { s, "seeded", 3, s % 2 == 0 ? random.NextSingle() : null, Bytes(random, 128) }));
        await BulkInsert.WriteAsync(
            context, "ClassVotes", ["UserId", "SampleId", "ClassId", "AddressBlock", "VotedAt", "Credit"],
            sounds.Select(s => new object?[] { user, s, random.Next(20), 1L, (long)seed, random.NextSingle() }));
        await transaction.CommitAsync();
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
