using DrumAI.Training.Evaluation;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    /// <summary>Class 0: 3 right, 1 taken for 1. Class 1: 2 right, 2 taken for 2. Class 2 never occurs, class 3 occurs once and is taken for 0.</summary>
    private static ConfusionMatrix Example()
    {
        var matrix = new ConfusionMatrix(4);
        for (int i = 0; i < 3; i++) matrix.Add(0, 0);
        matrix.Add(0, 1);
        for (int i = 0; i < 2; i++) matrix.Add(1, 1);
        for (int i = 0; i < 2; i++) matrix.Add(1, 2);
        matrix.Add(3, 0);
        return matrix;
    }

    [Fact]
    public void PrecisionIsTheRightShareOfAColumnAndRecallOfARow()
    {
        var matrix = Example();
        Assert.Equal(3.0 / 4, matrix.Precision(0), 1e-12);
        Assert.Equal(3.0 / 4, matrix.Recall(0), 1e-12);
        Assert.Equal(2.0 / 3, matrix.Precision(1), 1e-12);
        Assert.Equal(2.0 / 4, matrix.Recall(1), 1e-12);
    }

    [Fact]
    public void F1IsTheHarmonicMeanOfPrecisionAndRecall()
    {
        var matrix = Example();
        Assert.Equal(3.0 / 4, matrix.F1(0), 1e-12);
        Assert.Equal(2 * (2.0 / 3) * 0.5 / ((2.0 / 3) + 0.5), matrix.F1(1), 1e-12);
    }

    [Fact]
    public void ClassThatIsNeverRightHasZeroF1()
    {
        var matrix = Example();
        Assert.Equal(0, matrix.F1(2));
        Assert.Equal(0, matrix.F1(3));
        Assert.Equal(0, matrix.Precision(3));
        Assert.Equal(0, matrix.Recall(2));
    }

    [Fact]
    public void MacroF1LeavesOutClassesWithoutTrueRowsButNotThoseNeverRecognised() =>
        Assert.Equal((0.75 + (4.0 / 7) + 0) / 3, Example().MacroF1([0, 1, 2, 3]), 1e-12);

    [Fact]
    public void MacroF1OverSomeClassesCountsConfusionsWithTheOthers()
    {
        // Class 0 alone: the row of class 3 that was taken for it is still a false positive.
        Assert.Equal(0.75, Example().MacroF1([0]), 1e-12);
        Assert.True(double.IsNaN(Example().MacroF1([2])));
    }

    [Fact]
    public void AccuracyIsTheShareOfTheDiagonal()
    {
        Assert.Equal(5.0 / 9, Example().Accuracy, 1e-12);
        Assert.True(double.IsNaN(new ConfusionMatrix(2).Accuracy));
    }

    [Fact]
    public void RowsNormaliseToOneAndEmptyRowsToNothing()
    {
        var matrix = Example();
        Assert.Equal([0.75, 0.25, 0, 0], matrix.NormalizedRow(0));
        Assert.Equal([0, 0, 0, 0], matrix.NormalizedRow(2));
    }

    [Fact]
    public void AddingAMatrixTwiceDoublesItsCounts()
    {
        var sum = Example();
        sum.Add(Example(), times: 2);
        Assert.Equal(9, sum[0, 0]);
        Assert.Equal(27, sum.Total);
        Assert.Equal([9, 3, 0, 0], sum.Counts[0]);
    }

    [Fact]
    public void MatrixComesBackFromItsCounts()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(0, 1);
        matrix.Add(2, 2);
        matrix.Add(2, 0);
        Assert.Equal(matrix.Counts, ConfusionMatrix.Of(matrix.Counts).Counts);
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([[1, 2], [3]]));
    }

    [Fact]
    public void IndicesOutsideTheMatrixAreRefused()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(new ConfusionMatrix(3)));
    }
}
