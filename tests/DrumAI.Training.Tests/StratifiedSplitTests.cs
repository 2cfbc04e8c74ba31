namespace DrumAI.Training.Tests;

public sealed class StratifiedSplitTests
{
    [Fact]
    public void EveryClassGivesTheSameShare()
    {
        int[] classes = [.. Enumerable.Repeat(0, 100), .. Enumerable.Repeat(1, 10), .. Enumerable.Repeat(2, 2), 3];
        var (training, test) = StratifiedSplit.Draw(classes, 0.2, seed: 3);
        Assert.Equal([20, 2, 1], test.GroupBy(i => classes[i]).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(Enumerable.Range(0, classes.Length), training.Concat(test).Order());
    }

    [Fact]
    public void SeedDecidesTheDraw()
    {
        int[] classes = new int[100];
        Assert.Equal(StratifiedSplit.Draw(classes, 0.2, 1).Test, StratifiedSplit.Draw(classes, 0.2, 1).Test);
        Assert.NotEqual(StratifiedSplit.Draw(classes, 0.2, 1).Test, StratifiedSplit.Draw(classes, 0.2, 2).Test);
    }
}
