using DrumAI.Training.Evaluation;
using static DrumAI.Training.Tests.Evaluation.Rows;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class PairedComparisonTests
{
    private static readonly PredictionRow[] Some = [.. Many().Select((r, i) => r with { Path = $"{i}.wav" })];

    [Fact]
    public void ModelIsNoBetterThanItself() => Assert.All(PairedComparison.Of(Some, Some, Drums, draws: 50), c =>
    {
        Assert.Equal(c.First, c.Second);
        Assert.Equal(new Estimate(0, 0, 0), c.Difference);
    });

    [Fact]
    public void ModelThatIsBetterEverywhereIsBetterBeyondTheLibraries()
    {
        PredictionRow[] better = [.. Some.Select((r, i) => i % 2 == 0 ? r with { ClassLogits = [.. Enumerable.Range(0, Drums.Classes.Count).Select(c => c == r.Class ? 4f : 0)] } : r)];
        var accuracy = PairedComparison.Of(Some, better, Drums, draws: 200).Single(c => c.Name == "accuracy");
        Assert.Equal(accuracy.Second - accuracy.First, accuracy.Difference.Value, 1e-12);
        Assert.True(accuracy.Difference is { Value: > 0.05, Low: > 0 }, $"{accuracy.Difference}");
    }

    [Fact]
    public void OrderOfTheRowsDoesNotMatter() => Assert.All(PairedComparison.Of(Some, [.. Some.Reverse()], Drums, draws: 10), c => Assert.Equal(0, c.Difference.Value, 1e-9));

    [Fact]
    public void OtherSoundsCannotBeCompared() => Assert.Throws<InvalidDataException>(() => PairedComparison.Of(Some, Some[1..], Drums, draws: 10));
}
