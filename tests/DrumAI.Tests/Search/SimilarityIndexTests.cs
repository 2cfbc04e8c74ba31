using System.Numerics.Tensors;
using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class SimilarityIndexTests
{
    private const int Dimension = 8;

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(1, 0.5, 0.2, 0.1)]
    [InlineData(0.1, 5, 0, 3)]
    public void NearestAreThoseOfComparingAll(float overall, float timbre, float attack, float length)
    {
        var random = new Random(3);
        var sounds = Enumerable.Range(0, 5000).Select(i => ((long)i, Random(random))).ToList();
        using var index = new SimilarityIndex(Dimension);
        index.Set(sounds);
        var query = Random(random);
        var weights = new SimilarityWeights(overall, timbre, attack, length);

        var found = index.Nearest(query, weights, 25);

        double[] variances = Variances([.. sounds.Select(s => s.Item2)]);
        var expected = sounds.Select(s => (Id: s.Item1, Score: Compare(query, s.Item2, weights, variances)))
            .OrderByDescending(s => s.Score).Take(25).ToList();
        Assert.All(found.Zip(expected), p => Assert.InRange(p.First.Score, p.Second.Score - 1e-4, p.Second.Score + 1e-4));
        Assert.Equal(expected[0].Id, found[0].Id);
    }

    [Fact]
    public void SoundIsWhollyLikeItself()
    {
        var random = new Random(4);
        var sound = Random(random);
        using var index = new SimilarityIndex(Dimension);
        index.Set([(1, Random(random)), (2, sound), (3, Random(random))]);

        var found = index.Nearest(sound, new SimilarityWeights(1, 1, 1, 1), 1)[0];

        Assert.Equal(2, found.Id);
        Assert.Equal(1, found.Score, 1e-5);
    }

    [Fact]
    public void LengthIsComparedByProportion()
    {
        using var index = new SimilarityIndex(Dimension);
        index.Set([(1, Sound(seconds: 0.1f)), (2, Sound(seconds: 0.35f)), (3, Sound(seconds: 3))]);

        // 0.2 s is nearer to 0.35 s than to 0.1 s by proportion, and the other way round by difference.
        Assert.Equal([2, 1, 3], index.Nearest(Sound(seconds: 0.2f), new SimilarityWeights(0, 0, 0, 1), 3).Select(f => f.Id));
    }

    [Fact]
    public void WhatIsNotKnownIsNotSimilar()
    {
        using var index = new SimilarityIndex(Dimension);
        index.Set([(1, Sound(timbre: float.NaN, seconds: float.NaN)), (2, Sound(timbre: 90, seconds: 9)), (3, Sound(timbre: 1, seconds: 1))]);

        Assert.Equal(0, index.Nearest(Sound(), new SimilarityWeights(0, 1, 0, 1), 3)[2].Score);
        Assert.Equal([3, 2, 1], index.Nearest(Sound(), new SimilarityWeights(0, 1, 0, 1), 3).Select(f => f.Id));
    }

    [Fact]
    public void SpreadIsThatOfTheSoundsThatAreThere()
    {
        var random = new Random(5);
        var sounds = Enumerable.Range(0, 200).Select(i => ((long)i, Random(random))).ToList();
        using var once = new SimilarityIndex(Dimension);
        once.Set(sounds);
        using var changed = new SimilarityIndex(Dimension);
        changed.Set([.. sounds.Select(s => (s.Item1, Random(random)))]);
        changed.Set([(999, Sound(timbre: 1e6f))]);
        changed.Set(sounds);
        Assert.Equal(1, changed.Remove([999, 1000]));

        var query = Random(random);
        var weights = new SimilarityWeights(1, 1, 1, 1);

        Assert.Equal(once.Nearest(query, weights, 10).Select(f => f.Id), changed.Nearest(query, weights, 10).Select(f => f.Id));
        Assert.Equal(once.Nearest(query, weights, 1)[0].Score, changed.Nearest(query, weights, 1)[0].Score, 1e-4);
        Assert.Equal(200, changed.Count);
    }

    [Fact]
    public void WhatIsNotAcceptedIsNotFound()
    {
        using var index = new SimilarityIndex(Dimension);
        index.Set([(1, Sound()), (2, Sound())]);

        Assert.Equal(2, Assert.Single(index.Nearest(Sound(), new SimilarityWeights(), 5, id => id != 1)).Id);
    }

    [Fact]
    public void WeightsThatMakeNoSenseAreRefused()
    {
        using var index = new SimilarityIndex(Dimension);

        Assert.Throws<ArgumentException>(() => index.Nearest(Sound(), new SimilarityWeights(0, 0, 0, 0), 1));
        Assert.Throws<ArgumentException>(() => index.Nearest(Sound(), new SimilarityWeights(-1, 2, 0, 0), 1));
        Assert.Throws<ArgumentException>(() => index.Nearest(Sound(), new SimilarityWeights(float.NaN, 1, 0, 0), 1));
    }

    private static double Compare(SimilarSound a, SimilarSound b, SimilarityWeights w, double[] variances)
    {
        double d = Enumerable.Range(0, 7).Average(m => Square(a.Timbre.Span[m] - b.Timbre.Span[m]) / variances[m]);
        double attack = Square(Math.Log(a.AttackSeconds / b.AttackSeconds)) / variances[7];
        double length = Square(Math.Log(a.DurationSeconds / b.DurationSeconds)) / variances[8];
        double cosine = Math.Max(0, TensorPrimitives.CosineSimilarity(a.Embedding.Span, b.Embedding.Span));
        return (w.Overall * cosine + w.Timbre / (1 + d) + w.Attack / (1 + attack) + w.Length / (1 + length)) / (w.Overall + w.Timbre + w.Attack + w.Length);
    }

    private static double[] Variances(IReadOnlyCollection<SimilarSound> all) =>
    [
        .. Enumerable.Range(0, 7).Select(m => Variance([.. all.Select(s => (double)s.Timbre.Span[m])])),
        Variance([.. all.Select(s => Math.Log(s.AttackSeconds))]),
        Variance([.. all.Select(s => Math.Log(s.DurationSeconds))]),
    ];

    private static double Square(double x) => x * x;

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(v => Square(v - mean));
    }

    private static SimilarSound Random(Random random) => new(
        Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() * 2 - 1).ToArray(),
        Enumerable.Range(0, 7).Select(i => random.NextSingle() * (i + 1) * 10).ToArray(),
        0.001f + random.NextSingle() * 0.1f,
        0.05f + random.NextSingle() * 2);

    private static SimilarSound Sound(float timbre = 0, float seconds = 0.2f) =>
        new(new float[] { 1, 0, 0, 0, 0, 0, 0, 0 }, Enumerable.Repeat(timbre, 7).ToArray(), 0.01f, seconds);
}
