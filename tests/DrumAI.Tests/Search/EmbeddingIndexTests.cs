using System.Numerics.Tensors;
using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class EmbeddingIndexTests
{
    private const int Dimension = 16;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(100, 1)]
    [InlineData(5000, 20)]
    [InlineData(9000, 9000)]
    public void NearestAreThoseOfComparingAll(int count, int wanted)
    {
        var random = new Random(1);
        var vectors = Enumerable.Range(0, count).Select(i => (Id: 7L * i, Vector: Random(random))).ToList();
        using var index = new EmbeddingIndex(Dimension);
        index.Set([.. vectors.Select(v => (v.Id, new ReadOnlyMemory<float>(v.Vector)))]);
        float[] query = Random(random);

        var found = index.Nearest(query, wanted);

        var expected = vectors.Select(v => (v.Id, Cosine: TensorPrimitives.CosineSimilarity<float>(query, v.Vector)))
            .OrderByDescending(v => v.Cosine).Take(wanted).ToList();
        Assert.Equal(expected.Count, found.Count);
        Assert.All(found.Zip(expected), p => Assert.InRange(p.First.Score, p.Second.Cosine - 1e-5, p.Second.Cosine + 1e-5));
        Assert.Equal(expected.Select(e => e.Id).Order(), found.Select(f => f.Id).Order());
    }

    [Fact]
    public void EquallyNearOnesComeByTheirIds()
    {
        using var index = new EmbeddingIndex(2);
        index.Set([.. new long[] { 5, 3, 9, 1, 7 }.Select(id => (id, new ReadOnlyMemory<float>([1, 0])))]);

        Assert.Equal([1, 3, 5], index.Nearest([2, 0], 3).Select(m => m.Id));
    }

    [Fact]
    public void LengthOfVectorsPlaysNoPart()
    {
        using var index = new EmbeddingIndex(2);
        index.Set([(1, new float[] { 1e30f, 1e30f }), (2, new float[] { 1e-30f, 0 }), (3, new float[] { 0, 0 })]);

        var found = index.Nearest([1e-25f, 1e-25f], 3);

        Assert.Equal([1, 2, 3], found.Select(m => m.Id));
        Assert.Equal(1, found[0].Score, 5);
        Assert.Equal(Math.Sqrt(0.5), found[1].Score, 5);
        Assert.Equal(0, found[2].Score);
    }

    [Fact]
    public void WhatIsNotAcceptedIsNotFound()
    {
        using var index = Filled(100);

        var found = index.Nearest(index.Find(4)!, 10, id => id % 2 == 1);

        Assert.Equal(10, found.Count);
        Assert.All(found, m => Assert.Equal(1, m.Id % 2));
    }

    [Fact]
    public void SetReplacesAndRemoveForgets()
    {
        using var index = Filled(6000);
        index.Set([(10, new ReadOnlyMemory<float>([1, .. new float[Dimension - 1]]))]);

        Assert.Equal(6000, index.Count);
        Assert.Equal(10, index.Nearest([1, .. new float[Dimension - 1]], 1)[0].Id);
        Assert.Equal(5990, index.Remove([.. Enumerable.Range(0, 6000).Where(i => i % 601 != 0).Select(i => (long)i), 1_000_000]));
        Assert.Equal([0, 601, 1202, 1803, 2404, 3005, 3606, 4207, 4808, 5409], index.Nearest(Random(new Random(4)), 20).Select(m => m.Id).Order());
        Assert.Null(index.Find(10));
        Assert.Equal(10, index.Count);
    }

    [Fact]
    public void VectorsKeepTheirIdsWhileOthersGo()
    {
        using var index = Filled(5000);
        var kept = Enumerable.Range(0, 50).ToDictionary(i => i * 97L, i => index.Find(i * 97L)!);
        index.Remove([.. Enumerable.Range(0, 5000).Select(i => (long)i).Where(id => !kept.ContainsKey(id))]);

        foreach (var (id, vector) in kept)
        {
            Assert.Equal(vector, index.Find(id));
            Assert.Equal(id, index.Nearest(vector, 1)[0].Id);
        }
    }

    [Fact]
    public void WrongVectorsAreRefusedAndChangeNothing()
    {
        using var index = Filled(3);

        Assert.Throws<ArgumentException>(() => index.Set([(50, new float[Dimension]), (51, new float[3])]));
        Assert.Throws<ArgumentException>(() => index.Set([(50, Enumerable.Repeat(float.NaN, Dimension).ToArray())]));
        Assert.Throws<ArgumentException>(() => index.Nearest([1, 2], 3));
        Assert.Throws<ArgumentException>(() => index.Nearest(Enumerable.Repeat(float.PositiveInfinity, Dimension).ToArray(), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Nearest(new float[Dimension], 0));
        Assert.Equal(3, index.Count);
    }

    [Fact]
    public void EmptyIndexFindsNothing()
    {
        using var index = new EmbeddingIndex(Dimension);

        Assert.Empty(index.Nearest(Random(new Random(1)), 20));
    }

    [Fact]
    public async Task SearchesSeeAllOfAWriteOrNothing()
    {
        // A writer turns all vectors at once from one axis to the other: a search that sees both axes saw half a write.
        float[] x = [1, 0], y = [0, 1];
        long[] ids = [.. Enumerable.Range(0, 3000).Select(i => (long)i)];
        using var index = new EmbeddingIndex(2);
        index.Set([.. ids.Select(id => (id, new ReadOnlyMemory<float>(x)))]);
        using var stop = new CancellationTokenSource();
        int seen = 0;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var found = index.Nearest([1, 0], ids.Length);
                if (found.Count != ids.Length || found[0].Score != found[^1].Score) return false;
                Interlocked.Increment(ref seen);
            }

            return true;
        })).ToArray();

        for (int turn = 0; turn < 200 || Volatile.Read(ref seen) < 20; turn++)
        {
            index.Set([.. ids.Select(id => (id, new ReadOnlyMemory<float>(turn % 2 == 0 ? y : x)))]);
            if (readers.Any(r => r.IsCompleted)) break;
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), Assert.True);
    }

    private static EmbeddingIndex Filled(int count)
    {
        var random = new Random(2);
        var index = new EmbeddingIndex(Dimension);
        index.Set([.. Enumerable.Range(0, count).Select(i => ((long)i, new ReadOnlyMemory<float>(Random(random))))]);
        return index;
    }

    private static float[] Random(Random random) => [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() * 2 - 1)];
}
