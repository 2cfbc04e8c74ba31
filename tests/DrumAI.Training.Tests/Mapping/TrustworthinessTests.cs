using DrumAI.Training.Mapping;

namespace DrumAI.Training.Tests.Mapping;

public sealed class TrustworthinessTests
{
    [Fact]
    public void MapThatKeepsAllNeighboursIsTrustedWholly()
    {
        float[][] line = [.. Enumerable.Range(0, 40).Select(i => new float[] { i, 0 })];
        Assert.Equal(1, Trustworthiness.Of(line, [.. line.Select(p => new[] { -3 * p[0], 7f })], 5));
    }

    [Fact]
    public void EveryPlaceMissedCountsAsTheFormulaSays()
    {
        // On a line of five the map swaps the ends. With k = 1 the nearest on the map are, from the first: 3 (the 3rd nearest in the space: 2 too far), 2, 1, 2 or 4, ...
        float[][] line = [.. new[] { 0f, 1.1f, 2.3f, 3.6f, 5f }.Select(x => new[] { x })];
        float[][] map = [[5], [1.1f], [2.3f], [3.6f], [0]];
        // Nearest on the map: 0 -> 3 (place 3), 1 -> 4 (place 4), 2 -> 1 (place 1), 3 -> 2 (place 1), 4 -> 1 (place 3). Missed by 2 + 3 + 0 + 0 + 2 = 7.
        Assert.Equal(1 - (2.0 / (5 * 1 * (10 - 3 - 1)) * 7), Trustworthiness.Of(line, map, 1), 1e-12);
    }

    [Fact]
    public void RandomMapIsTrustedByHalf()
    {
        var random = new Random(1);
        float[][] Cloud(int length) => [.. Enumerable.Range(0, 400).Select(_ => Enumerable.Range(0, length).Select(_ => random.NextSingle()).ToArray())];
        Assert.Equal(0.5, Trustworthiness.Of(Cloud(10), Cloud(2), 15), 0.05);
    }

    [Fact]
    public void TooFewPointsAreRefused() =>
        Assert.Throws<ArgumentException>(() => Trustworthiness.Of([[0], [1], [2], [3]], [[0], [1], [2], [3]], 2));
}
