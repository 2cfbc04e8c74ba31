using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class FingerprintBucketsTests
{
    [Fact]
    public void NothingWithinTheDistanceIsMissed()
    {
        var random = new Random(1);
        var buckets = new FingerprintBuckets();
        var scan = new FingerprintIndex();
        var known = new List<Fingerprint>();
        for (int i = 0; i < 3000; i++)
        {
            // Some lie near others, so that the nearest has to be told from the merely near.
            var fingerprint = i % 3 == 0 && i > 0 ? Flip(known[random.Next(known.Count)], random.Next(24), random) : Draw(random);
            known.Add(fingerprint);
            Assert.Equal(scan.Add(fingerprint), buckets.Add(fingerprint));
        }

        for (int i = 0; i < 2000; i++)
        {
            var wanted = Flip(known[random.Next(known.Count)], random.Next(30), random);
            Assert.Equal(scan.FindNearest(wanted), buckets.FindSame(wanted));
        }
    }

    [Fact]
    public void AsManyFlippedBitsAsAllowedAreFoundWhereverTheyLieAndOneMoreIsNot()
    {
        var random = new Random(2);
        var fingerprint = Draw(random);
        var buckets = new FingerprintBuckets();
        buckets.Add(fingerprint);

        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(new FingerprintMatch(0, Fingerprint.SameDistance), buckets.FindSame(Flip(fingerprint, Fingerprint.SameDistance, random)));
            Assert.Null(buckets.FindSame(Flip(fingerprint, Fingerprint.SameDistance + 1, random)));
        }
    }

    private static Fingerprint Draw(Random random)
    {
        var bytes = new byte[Fingerprint.ByteCount];
        random.NextBytes(bytes);
        return Fingerprint.FromBytes(bytes);
    }

    private static Fingerprint Flip(Fingerprint fingerprint, int count, Random random)
    {
        byte[] bytes = fingerprint.ToBytes();
        int[] bits = [.. Enumerable.Range(0, Fingerprint.BitCount)];
        random.Shuffle(bits);
        foreach (int bit in bits[..count]) bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return Fingerprint.FromBytes(bytes);
    }
}
