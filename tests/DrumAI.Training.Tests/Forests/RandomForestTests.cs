using DrumAI.Training.Forests;

namespace DrumAI.Training.Tests.Forests;

public sealed class RandomForestTests
{
    private static readonly ForestOptions Small = new() { Trees = 30 };

    [Fact]
    public void TellsWhatNoSingleColumnTells()
    {
        // Two classes as on a chess board of four fields, and columns of noise beside.
        var (rows, labels) = Board(600, seed: 1);
        var forest = Grow(rows, labels, 2, Small);
        var (others, truth) = Board(300, seed: 2);
        int right = others.Zip(truth, (row, label) => forest.Predict(row)[label] > 0.5).Count(r => r);
        Assert.True(right > 0.9 * others.Length, $"{right} of {others.Length}");
    }

    [Fact]
    public void ProbabilitiesSumToOneAndForgetNoClass()
    {
        var (rows, labels) = Board(200, seed: 1);
        float[] probabilities = Grow(rows, labels, 5, Small).Predict(rows[0]);
        Assert.Equal(5, probabilities.Length);
        Assert.Equal(1, probabilities.Sum(), 1e-4);
        Assert.Equal([0, 0, 0], probabilities[2..]);
    }

    [Fact]
    public void RareClassWeighsAsMuchAsAFrequentOne()
    {
        // The same value is a twentieth of the time of class 1: balanced, both are equally likely there.
        float[][] rows = [.. Enumerable.Range(0, 420).Select(_ => new float[] { 3 })];
        int[] labels = [.. Enumerable.Range(0, 420).Select(i => i % 21 == 0 ? 1 : 0)];
        Assert.Equal(0.5, Grow(rows, labels, 2, new ForestOptions { Trees = 300 }).Predict([3])[1], 0.05);
    }

    [Fact]
    public void SameSeedGivesTheSameForest()
    {
        var (rows, labels) = Board(200, seed: 1);
        float[] first = Grow(rows, labels, 2, Small).Predict(rows[3]);
        Assert.Equal(first, Grow(rows, labels, 2, Small).Predict(rows[3]));
        Assert.NotEqual(first, Grow(rows, labels, 2, Small with { Seed = 2 }).Predict(rows[3]));
    }

    [Fact]
    public void NeighbouringNumbersAreToldApart()
    {
        // No number lies between these two: the limit must be the lower one.
        float low = 1, high = MathF.BitIncrement(low);
        float[][] rows = [.. Enumerable.Range(0, 40).Select(i => new[] { i % 2 == 0 ? low : high })];
        var forest = Grow(rows, [.. Enumerable.Range(0, 40).Select(i => i % 2)], 2, Small);
        Assert.True(forest.Predict([low])[0] > 0.95);
        Assert.True(forest.Predict([high])[1] > 0.95);
    }

    [Fact]
    public void LeavesKeepTheirLeastSize()
    {
        var (rows, labels) = Board(200, seed: 1);
        int fine = Grow(rows, labels, 2, Small).NodeCount, coarse = Grow(rows, labels, 2, Small with { LeastRowsInLeaf = 20 }).NodeCount;
        Assert.InRange(coarse, Small.Trees, Math.Min(fine, Small.Trees * 19));
    }

    private static RandomForest Grow(float[][] rows, int[] labels, int classCount, ForestOptions options) =>
        RandomForest.Grow(rows, labels, classCount, options, TestContext.Current.CancellationToken);

    private static (float[][] Rows, int[] Labels) Board(int count, int seed)
    {
        var random = new Random(seed);
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        return (rows, [.. rows.Select(r => r[0] * r[1] > 0 ? 1 : 0)]);
    }
}
