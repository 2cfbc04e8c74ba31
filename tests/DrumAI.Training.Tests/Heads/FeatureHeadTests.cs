using DrumAI.Taxonomy;
using DrumAI.Training.Heads;

namespace DrumAI.Training.Tests.Heads;

[Collection(TorchRandomness.Collection)]
public sealed class FeatureHeadTests
{
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;
    private static readonly HeadOptions Quick = new() { HiddenLength = 32, Epochs = 20, BatchSize = 32, Dropout = 0.1, LearningRate = 1e-2 };
    private static readonly (string Class, string? Subclass)[] Kinds = [("Kick", null), ("Hat", "Hat_Open"), ("Hat", "Hat_Close"), ("Gong", null)];

    [Fact]
    public void ClassesAndSubclassesAreTold()
    {
        var (rows, labels, sublabels, kinds) = Rows(400, seed: 1);
        using var head = FeatureHead.Train(rows, labels, sublabels, Drums, Quick, TestContext.Current.CancellationToken);
        var (others, truth, subtruth, _) = Rows(200, seed: 2);
        var told = head.Predict(others);
        Assert.True(told.Zip(truth, (t, c) => Array.IndexOf(t.Classes, t.Classes.Max()) == c).Count(right => right) > 190);
        int open = Drums.IndexOfSubclass("Hat_Open"), closed = Drums.IndexOfSubclass("Hat_Close");
        var hats = Enumerable.Range(0, others.Length).Where(i => subtruth[i] >= 0).ToArray();
        Assert.True(hats.Count(i => told[i].Subclasses[open] > told[i].Subclasses[closed] == (subtruth[i] == open)) > 0.95 * hats.Length);
        Assert.Contains(3, kinds);
    }

    [Fact]
    public void HeadOfClassesAloneLearnsNothingOfSubclasses()
    {
        var (rows, labels, sublabels, _) = Rows(200, seed: 1);
        using var flat = FeatureHead.Train(rows, labels, sublabels, Drums, Quick with { SubclassWeight = 0 }, TestContext.Current.CancellationToken);
        using var untaught = FeatureHead.Train(rows, labels, [.. sublabels.Select(_ => -1)], Drums, Quick with { SubclassWeight = 0 }, TestContext.Current.CancellationToken);
        Assert.Equal(untaught.Predict(rows)[0].Subclasses, flat.Predict(rows)[0].Subclasses);
    }

    [Fact]
    public void SameSeedGivesTheSameHead()
    {
        var (rows, labels, sublabels, _) = Rows(100, seed: 1);
        using var first = FeatureHead.Train(rows, labels, sublabels, Drums, Quick, TestContext.Current.CancellationToken);
        using var second = FeatureHead.Train(rows, labels, sublabels, Drums, Quick, TestContext.Current.CancellationToken);
        Assert.Equal(first.Predict(rows)[7].Classes, second.Predict(rows)[7].Classes);
    }

    private static (float[][] Rows, int[] Labels, int[] Sublabels, int[] Kinds) Rows(int count, int seed)
    {
        var random = new Random(seed);
        int[] kinds = [.. Enumerable.Range(0, count).Select(i => i % Kinds.Length)];
        return (
            [.. kinds.Select(k => Enumerable.Range(0, 8).Select(d => (d == k ? 2 : 0) + (0.5f * (random.NextSingle() - 0.5f))).ToArray())],
            [.. kinds.Select(k => Drums.IndexOfClass(Kinds[k].Class))],
            [.. kinds.Select(k => Kinds[k].Subclass is { } s ? Drums.IndexOfSubclass(s) : -1)],
            kinds);
    }
}
