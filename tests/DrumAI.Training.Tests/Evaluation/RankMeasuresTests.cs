using DrumAI.Training.Evaluation;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class RankMeasuresTests
{
    [Fact]
    public void AreaIsTheShareOfPairsInOrder()
    {
        // Pairs (0.8, 0.6) (0.8, 0.1) (0.4, 0.1) are in order, (0.4, 0.6) is not.
        Assert.Equal(0.75, RankMeasures.AreaUnderCurve([0.8, 0.4], [0.6, 0.1]), 1e-12);
        Assert.Equal(1, RankMeasures.AreaUnderCurve([2], [1]), 1e-12);
        Assert.Equal(0, RankMeasures.AreaUnderCurve([1], [2]), 1e-12);
    }

    [Fact]
    public void TiesCountHalf()
    {
        Assert.Equal(0.5, RankMeasures.AreaUnderCurve([0.5, 0.5], [0.5, 0.5, 0.5]), 1e-12);
        // (0.5, 0.5) counts half, (0.5, 0.2) whole.
        Assert.Equal(0.75, RankMeasures.AreaUnderCurve([0.5], [0.5, 0.2]), 1e-12);
    }

    [Fact]
    public void AreaWithoutAnyOfOneSideIsUndefined() => Assert.True(double.IsNaN(RankMeasures.AreaUnderCurve([], [1])));

    [Fact]
    public void OneVersusOneIsTheMeanOverPairsOfBothDirections()
    {
        int[] labels = [0, 0, 1, 1, 2];
        double[][] probabilities = [[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.3, 0.4, 0.3], [0.1, 0.6, 0.3], [0.2, 0.2, 0.6]];
        // 0 and 1: by p0, of {.6 .2} over {.3 .1} 3 of 4 in order; by p1, of {.4 .6} over {.3 .5} 3 of 4. Mean 3/4.
        // 0 and 2: by p0, {.6 .2} over {.2}: 1 and a tie of 2; by p2, {.6} over {.1 .3}: both. Mean (3/4 + 1) / 2.
        // 1 and 2: by p1, {.4 .6} over {.2}: both; by p2, {.6} over {.3 .3}: both. Mean 1.
        Assert.Equal((0.75 + 0.875 + 1) / 3, RankMeasures.MacroOneVersusOne(labels, probabilities), 1e-12);
    }

    [Fact]
    public void ClassesThatDoNotOccurAreNoPairs()
    {
        Assert.Equal(1, RankMeasures.MacroOneVersusOne([0, 2], [[0.9, 0.1, 0], [0.1, 0.8, 0.1]]), 1e-12);
        Assert.True(double.IsNaN(RankMeasures.MacroOneVersusOne([1, 1], [[0.5, 0.5], [0.1, 0.9]])));
    }
}
