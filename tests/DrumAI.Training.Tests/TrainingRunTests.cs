namespace DrumAI.Training.Tests;

public sealed class TrainingRunTests : IDisposable
{
    private readonly SmallSet small = new(perKit: 5);

    public void Dispose() => small.Dispose();

    [Fact]
    public void EverySoundIsTestedOnceByEachMemberAndNeverByANetworkThatHeardItsKit()
    {
        var runs = TrainingRun.Plan(small.Set, Protocol.ByLibrary, new TrainingOptions { Members = 2 });
        Assert.Equal(6, runs.Count);
        Assert.Equal(runs.Count, runs.Select(r => r.Name).Distinct().Count());
        foreach (var member in runs.GroupBy(r => r.Member))
            Assert.Equal(Enumerable.Range(0, small.Set.Sounds.Count), member.SelectMany(r => r.Test).Order());
        foreach (var run in runs)
        {
            Assert.Empty(Groups(run.Training).Intersect(Groups(run.Test)));
            Assert.Equal(small.Set.Sounds.Count, run.Training.Count + run.Test.Count);
        }
    }

    [Fact]
    public void RandomSplitTestsAFifthOfEveryClass()
    {
        var run = Assert.Single(TrainingRun.Plan(small.Set, Protocol.Random, new TrainingOptions { Members = 1 }));
        Assert.Equal([6, 6, 6], run.Test.GroupBy(i => small.Set.Sounds[i].Class).Select(g => g.Count()));
        Assert.Equal(Enumerable.Range(0, small.Set.Sounds.Count), run.Training.Concat(run.Test).Order());
    }

    [Fact]
    public void ShippedNetworkLearnsFromEverySound()
    {
        var run = Assert.Single(TrainingRun.Plan(small.Set, Protocol.Ship, new TrainingOptions { Members = 1 }));
        Assert.Equal(small.Set.Sounds.Count, run.Training.Count);
        Assert.Empty(run.Test);
    }

    [Fact]
    public void SoundsWatchedForEarlyStoppingAreNeitherLearntNorTested()
    {
        foreach (var run in TrainingRun.Plan(small.Set, Protocol.ByLibrary, new TrainingOptions { Patience = 3 }))
        {
            Assert.Empty(run.Validation.Intersect(run.Training.Concat(run.Test)));
            Assert.Equal(small.Set.Sounds.Count, run.Training.Count + run.Validation.Count + run.Test.Count);
            Assert.Empty(Groups(run.Validation).Intersect(Groups(run.Training)));
        }
    }

    private IEnumerable<string> Groups(IEnumerable<int> sounds) => sounds.Select(i => small.Set.Sounds[i].Group).Distinct();
}
