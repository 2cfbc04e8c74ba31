using DrumAI.Dashboard.Charts;

namespace DrumAI.Dashboard.Tests.Charts;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0, 1, 0, 1, 0.5)]
    [InlineData(0, 97, 0, 100, 50)]
    [InlineData(0, 4, 0, 4, 1)]
    [InlineData(0.31, 0.34, 0.31, 0.34, 0.01)]
    [InlineData(0, 0, 0, 1, 0.5)]
    public void MarksAreNumbersThatPeopleLike(double least, double most, double expectedLeast, double expectedMost, double expectedStep)
    {
        var scale = ChartScale.Over(least, most);

        Assert.Equal(expectedStep, scale.Step, 9);
        Assert.Equal(expectedLeast, scale.Least, 9);
        Assert.Equal(expectedMost, scale.Most, 9);
    }

    [Fact]
    public void EveryValueLiesOnTheScale()
    {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++)
        {
            double one = random.NextDouble() * Math.Pow(10, random.Next(-6, 9)), two = random.NextDouble() * Math.Pow(10, random.Next(-6, 9));
            var scale = ChartScale.Over(Math.Min(one, two), Math.Max(one, two));
            Assert.InRange(scale.Place(one), -1e-6, 1 + 1e-6);
            Assert.InRange(scale.Place(two), -1e-6, 1 + 1e-6);
            Assert.InRange(scale.Marks.Count, 2, 8);
        }
    }
}
