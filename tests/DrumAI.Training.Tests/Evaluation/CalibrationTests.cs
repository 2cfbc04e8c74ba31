using DrumAI.Training.Evaluation;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class CalibrationTests
{
    [Fact]
    public void ExpectedErrorWeighsEachBinByItsRows()
    {
        // Of five bins: three rows near 0.9 of which two are right, one at 0.5 that is wrong.
        var bins = Calibration.Reliability([0.9, 0.85, 0.95, 0.5], [true, true, false, false], binCount: 5);
        Assert.Equal(3, bins[4].Count);
        Assert.Equal(0.9, bins[4].Confidence, 1e-12);
        Assert.Equal(2.0 / 3, bins[4].Accuracy, 1e-12);
        Assert.Equal(((3 * (0.9 - (2.0 / 3))) + 0.5) / 4, Calibration.ExpectedError(bins), 1e-12);
    }

    [Fact]
    public void UpperEdgesBelongToTheirBin()
    {
        var bins = Calibration.Reliability([0, 0.5, 1], [false, false, true], binCount: 2);
        Assert.Equal([2, 1], bins.Select(b => b.Count));
    }

    [Fact]
    public void NoRowsHaveNoError() => Assert.Equal(0, Calibration.ExpectedError(Calibration.Reliability([], [])));

    [Fact]
    public void TemperatureOfTwoClassesHasAClosedForm()
    {
        // Three of four are right at a logit difference of 4: the likeliest probability is 3/4, so 4 / T = ln 3.
        float[][] logits = [[4, 0], [4, 0], [0, 4], [4, 0]];
        Assert.Equal(4 / Math.Log(3), Calibration.FitTemperature(logits, [0, 0, 1, 1]), 1e-3);
    }

    [Fact]
    public void TemperatureUndoesAScaling()
    {
        var random = new Random(5);
        var labels = new int[4000];
        var logits = new float[labels.Length][];
        for (int i = 0; i < labels.Length; i++)
        {
            double[] honest = [random.NextDouble() * 4, random.NextDouble() * 4, random.NextDouble() * 4];
            labels[i] = Draw(honest, random);
            logits[i] = Array.ConvertAll(honest, z => (float)(2.5 * z));
        }

        Assert.InRange(Calibration.FitTemperature(logits, labels), 2.3, 2.7);
    }

    [Fact]
    public void TemperatureStaysWithinItsRange()
    {
        Assert.Equal(1, Calibration.FitTemperature([], []));
        Assert.InRange(Calibration.FitTemperature([[1, 0]], [0]), 0.02, 0.021);
        Assert.InRange(Calibration.FitTemperature([[1, 0]], [1]), 49, 50);
    }

    [Fact]
    public void LikelihoodIsThatOfTheSoftmax()
    {
        double expected = -Math.Log(Math.Exp(1) / (Math.Exp(1) + Math.Exp(0.5)));
        Assert.Equal(expected, Calibration.NegativeLogLikelihood([[2, 1]], [0], temperature: 2), 1e-12);
        Assert.Equal(0, Calibration.NegativeLogLikelihood([[10000, 0]], [0], temperature: 1), 1e-12);
    }

    private static int Draw(double[] logits, Random random)
    {
        double u = random.NextDouble() * logits.Sum(Math.Exp);
        for (int i = 0; i < logits.Length; i++)
            if ((u -= Math.Exp(logits[i])) < 0) return i;
        return logits.Length - 1;
    }
}
