namespace DrumAI.Training.Tests;

/// <summary>Nobody is examined on what they learnt.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private readonly TinySet data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void NoLibraryIsOnTwoSides(int patience)
    {
        var set = data.Load();
        var runs = TrainingRun.Plan(set, Protocol.ByLibrary, new TrainingOptions { Members = 2, Patience = patience });
        Assert.Equal(3 * 2, runs.Count);
        foreach (var run in runs)
        {
            string[] Groups(IEnumerable<int> sounds) => [.. sounds.Select(i => set.Sounds[i].Group).Distinct()];
            Assert.Empty(Groups(run.Training).Intersect(Groups(run.Test)));
            Assert.Empty(Groups(run.Training).Intersect(Groups(run.Validation)));
            Assert.Equal(set.Sounds.Count, run.Training.Count + run.Validation.Count + run.Test.Count);
        }
    }

    [Fact]
    public void EverySoundIsTestedOnceByEachMember()
    {
        var set = data.Load();
        var runs = TrainingRun.Plan(set, Protocol.ByLibrary, new TrainingOptions { Members = 2 });
        foreach (var member in runs.GroupBy(r => r.Member))
            Assert.Equal(Enumerable.Range(0, set.Sounds.Count), member.SelectMany(r => r.Test).Order());
    }

    [Fact]
    public void RandomSplitTakesAFifthOfEveryClass()
    {
        var set = data.Load();
        var run = Assert.Single(TrainingRun.Plan(set, Protocol.Random, new TrainingOptions { Members = 1 }));
        foreach (var group in run.Test.GroupBy(i => set.Sounds[i].Class)) Assert.Equal(2, group.Count());
        Assert.Equal(set.Sounds.Count, run.Test.Union(run.Training).Count());
        Assert.Empty(run.Test.Intersect(run.Training));
    }

    [Fact]
    public void ShippedModelLearnsFromEverything()
    {
        var set = data.Load();
        Assert.All(TrainingRun.Plan(set, Protocol.Ship, new TrainingOptions()), run => Assert.Equal(set.Sounds.Count, run.Training.Count));
    }
}
