using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class FingerprintIndexTests
{
    private readonly Random random = new(1);

    [Fact]
    public void FindsWhatAStraightComparisonFinds()
    {
        var index = new FingerprintIndex();
        var all = Enumerable.Range(0, 40000).Select(_ => Draw()).ToArray();
        for (int i = 0; i < all.Length; i++) Assert.Equal(i, index.Add(all[i]));
        Assert.Equal(all.Length, index.Count);
        for (int query = 0; query < 20; query++)
        {
            var sought = Flip(all[random.Next(all.Length)], random.Next(30));
            var expected = all.Select((f, i) => new FingerprintMatch(i, f.DistanceTo(sought))).Where(m => m.Distance <= 100)
                .OrderBy(m => m.Distance).ThenBy(m => m.Position).ToArray();
            Assert.Equal(expected, index.FindAll(sought, 100));
            Assert.Equal(expected[0], index.FindNearest(sought, 100));
        }
    }

    [Fact]
    public void NothingIsFoundBeyondTheDistance()
    {
        var index = new FingerprintIndex();
        index.Add(default);
        var fourAway = new Fingerprint(15, 0, 0, 0);
        Assert.Null(index.FindNearest(fourAway, 3));
        Assert.Empty(index.FindAll(fourAway, 3));
        Assert.Equal(new FingerprintMatch(0, 4), index.FindNearest(fourAway, 4));
    }

    [Fact]
    public void OfEqualsTheFirstIsFound()
    {
        var index = new FingerprintIndex();
        index.Add(new Fingerprint(1, 0, 0, 0));
        index.Add(new Fingerprint(2, 0, 0, 0));
        Assert.Equal(0, index.FindNearest(default)!.Value.Position);
    }

    [Fact]
    public void AnEmptyIndexFindsNothing() => Assert.Null(new FingerprintIndex().FindNearest(default, 256));

    [Fact]
    public async Task SearchesWhileAnotherThreadAddsSeeOnlyWhatIsThere()
    {
        var index = new FingerprintIndex();
        var adding = Task.Run(() =>
        {
            for (int i = 0; i < 100000; i++) index.Add(new Fingerprint((ulong)i, 0, 0, 0));
        }, TestContext.Current.CancellationToken);
        while (!adding.IsCompleted)
        {
            int count = index.Count;
            if (count > 0) Assert.Equal((ulong)(count - 1), index[count - 1].Word0);
            if (index.FindNearest(default, 0) is { } match) Assert.Equal(0, match.Position);
        }

        await adding;
        Assert.Equal(100000, index.Count);
    }

    private Fingerprint Draw() => new((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64());

    private Fingerprint Flip(Fingerprint fingerprint, int count)
    {
        var bytes = fingerprint.ToBytes();
        for (int i = 0; i < count; i++) bytes[random.Next(32)] ^= (byte)(1 << random.Next(8));
        return Fingerprint.FromBytes(bytes);
    }
}
