using DrumAI.Training.Mapping;

namespace DrumAI.Training.Tests.Mapping;

public sealed class SoundSpaceTests
{
    private static readonly Random Dice = new(1);
    private static readonly float[][] Embeddings = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, DrumNet.EmbeddingLength).Select(_ => Dice.NextSingle()).ToArray())];
    private static readonly double[][] Timbres = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 7).Select(i => 20 + (i * 30 * Dice.NextDouble())).ToArray())];

    [Fact]
    public void EmbeddingAndTimbreWeighTheSame()
    {
        var space = SoundSpace.Fit(Embeddings, Timbres);
        float[][] points = [.. Embeddings.Zip(Timbres, space.Locate)];
        Assert.Equal(SoundSpace.Length, points[0].Length);
        Assert.Equal(1, Variance(points, 0, DrumNet.EmbeddingLength), 1e-3);
        // The first measure is the same everywhere, and tells nothing.
        Assert.Equal(6.0 / 7, Variance(points, DrumNet.EmbeddingLength, 7), 1e-3);
    }

    [Fact]
    public void MeasureWithoutAnAnswerCountsAsAnAverageOne()
    {
        var space = SoundSpace.Fit(Embeddings, Timbres);
        double[] unknown = [.. Timbres[0]];
        unknown[3] = double.NaN;
        float[] point = space.Locate(Embeddings[0], unknown), whole = space.Locate(Embeddings[0], Timbres[0]);
        Assert.Equal(0, point[DrumNet.EmbeddingLength + 3]);
        Assert.Equal(whole.Length - 1, point.Zip(whole).Count(p => p.First == p.Second));
    }

    private static double Variance(float[][] points, int first, int count) => Enumerable.Range(first, count).Sum(i =>
    {
        double mean = points.Average(p => p[i]);
        return points.Average(p => (p[i] - mean) * (p[i] - mean));
    });
}
