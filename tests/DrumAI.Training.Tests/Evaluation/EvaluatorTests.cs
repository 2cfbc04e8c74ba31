using DrumAI.Training.Evaluation;
using static DrumAI.Training.Tests.Evaluation.Rows;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void SetsOfClassesHaveTheirSizes()
    {
        Assert.Equal(28, ClassSets.All(Drums).Count);
        Assert.Equal(23, ClassSets.Report(Drums).Count);
        Assert.Equal(17, ClassSets.Spread(Drums).Count);
        Assert.Equal(7, ClassSets.Large(Drums).Distinct().Count(i => i >= 0));
        Assert.DoesNotContain(Drums.IndexOfClass("Gong"), ClassSets.Spread(Drums));
        Assert.DoesNotContain(Drums.IndexOfClass("Other"), ClassSets.Report(Drums));
    }

    [Fact]
    public void MacroFiguresCoverTheirClassesAndCountEveryConfusion()
    {
        PredictionRow[] rows =
        [
            Row("Kick", "Kick"), Row("Kick", "Kick"), Row("Kick", "Woodblock"),
            Row("Conga", "Conga"), Row("Conga", "Kick"),
            Row("Gong", "Gong"),
            Row("Whistle", "Kick"),
        ];
        var report = Evaluator.Evaluate(rows, Drums, "test", bootstrapCount: 0);
        // Kick: 2 right, 1 missed, 2 false: 4/7. Conga: 1 right, 1 missed: 2/3. Gong 1, Whistle 0. Woodblock has no true row.
        double kick = 4.0 / 7, conga = 2.0 / 3;
        Assert.Equal(kick, report.Large.Value, 1e-12);
        Assert.Equal((kick + conga) / 2, report.Spread.Value, 1e-12);
        Assert.Equal((kick + conga + 1) / 3, report.Report.Value, 1e-12);
        Assert.Equal((kick + conga + 1 + 0) / 4, report.All.Value, 1e-12);
        Assert.Equal(4.0 / 7, report.Accuracy.Value, 1e-12);
        Assert.Equal(3, report.Classes.Single(c => c.Name == "Kick").Support);
        Assert.True(double.IsNaN(report.Large.Low));
    }

    [Fact]
    public void SubclassIsTheLikeliestWithinTheTrueClassWhateverTheClass()
    {
        PredictionRow[] rows =
        [
            // Taken for a kick, and with a hat's sub-class above all: still a rimshot among the snares.
            Row("Snare", "Kick", "Snare_Rim", "Snare_Rim") with { SubclassLogits = Logits(("Snare_Rim", 1), ("Hat_Open", 9)) },
            Row("Snare", "Snare", "Snare_Rim", "Snare_On"),
            Row("Snare", "Snare", "Snare_On", "Snare_On"),
            Row("Snare", "Snare", "Snare_Flam", "Snare_On", basis: "default"),
            Row("Snare", "Snare"),
        ];
        var report = Evaluator.Evaluate(rows, Drums, "test", bootstrapCount: 0);
        // Rim: 1 of 2, nothing false: 2/3. On: 1 right, 1 false: 2/3. Flam was assumed, and is not scored.
        Assert.Equal(2.0 / 3, report.Subclass.Value, 1e-12);
        Assert.Equal(0, report.Subclasses.Single(s => s.Name == "Snare_Flam").Support);
        Assert.Equal(3, report.SubclassConfusion.Total);
    }

    [Fact]
    public void SingleRowIsEnough()
    {
        var report = Evaluator.Evaluate([Row("Clave", "Clave")], Drums, "test");
        Assert.Equal(1, report.Spread.Value);
        Assert.True(double.IsNaN(report.Large.Value));
        Assert.True(double.IsNaN(report.AreaUnderCurve));
        Assert.True(double.IsNaN(report.Subclass.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluator.Evaluate([], Drums, "test"));
    }

    [Fact]
    public void IntervalHoldsTheValueAndRepeats()
    {
        var report = Evaluator.Evaluate(Many(), Drums, "test", bootstrapCount: 300, seed: 4);
        foreach (var estimate in new[] { report.Spread, report.Large, report.Report, report.All, report.Accuracy, report.Subclass })
        {
            Assert.InRange(estimate.Value, estimate.Low, estimate.High);
            Assert.InRange(estimate.High - estimate.Low, 0.01, 0.3);
        }

        Assert.Equal(report.Spread, Evaluator.Evaluate(Many(), Drums, "test", bootstrapCount: 300, seed: 4).Spread);
    }

    [Fact]
    public void IntervalOfASingleGroupIsItsValue()
    {
        var report = Evaluator.Evaluate([Row("Kick", "Kick"), Row("Kick", "Snare")], Drums, "test", bootstrapCount: 20);
        Assert.Equal((report.Accuracy.Value, report.Accuracy.Value), (report.Accuracy.Low, report.Accuracy.High));
    }

    [Fact]
    public void GroupsAreDrawnWhole()
    {
        // Half the groups are all right, half all wrong: of four drawn with replacement accuracy is 0, 1/4, .. 1, whatever their size.
        PredictionRow[] rows =
        [
            .. Enumerable.Repeat(Row("Kick", "Kick", group: "a"), 50), .. Enumerable.Repeat(Row("Kick", "Kick", group: "b"), 50),
            .. Enumerable.Repeat(Row("Kick", "Snare", group: "c"), 50), .. Enumerable.Repeat(Row("Kick", "Snare", group: "d"), 50),
        ];
        var report = Evaluator.Evaluate(rows, Drums, "test", bootstrapCount: 500);
        Assert.Equal((0.0, 1.0), (report.Accuracy.Low, report.Accuracy.High));
    }

    [Fact]
    public void QuantilesLieBetweenNeighbours()
    {
        Assert.Equal(1.5, GroupBootstrap.Quantile([1, 2], 0.5), 1e-12);
        Assert.Equal(4, GroupBootstrap.Quantile([1, 2, 4], 1), 1e-12);
        Assert.Equal(7, GroupBootstrap.Quantile([7], 0.025), 1e-12);
        Assert.True(double.IsNaN(GroupBootstrap.Quantile([], 0.5)));
    }

    [Fact]
    public void CalibrationComesFromTheOtherFolds()
    {
        // Fold 0 is always right, fold 1 always wrong: calibrated on each other, both are as wrong as can be, which fitting on all rows would hide.
        PredictionRow[] rows =
        [
            .. Enumerable.Repeat(Row("Kick", "Kick", fold: 0), 20), .. Enumerable.Repeat(Row("Snare", "Snare", fold: 0), 20),
            .. Enumerable.Repeat(Row("Kick", "Snare", fold: 1), 20), .. Enumerable.Repeat(Row("Snare", "Kick", fold: 1), 20),
        ];
        var report = Evaluator.Evaluate(rows, Drums, "test", bootstrapCount: 0);
        Assert.True(report.CalibrationError > 0.7, $"{report.CalibrationError}");
    }

    [Fact]
    public void LogLossOfAnEvenGuessIsTheLogarithmOfTheClasses()
    {
        var report = Evaluator.Evaluate([Row("Kick", "Kick", logit: 0), Row("Hat", "Kick", logit: 0)], Drums, "test", bootstrapCount: 0, calibrate: false);
        Assert.Equal(Math.Log(Drums.Classes.Count), report.LogLoss, 1e-9);
    }

    [Fact]
    public void CalibrationOfASingleFoldComesFromItsOtherRows()
    {
        // Every fifth row is wrong. Fitted on all rows, the confidence would be the accuracy; those wrong rows are calibrated on right ones alone.
        PredictionRow[] rows = [.. Enumerable.Range(0, 100).Select(i => (Is: i / 5 % 2 == 0 ? "Kick" : "Snare", IsNot: i / 5 % 2 == 0 ? "Snare" : "Kick", Wrong: i % 5 == 0))
            .Select(r => Row(r.Is, r.Wrong ? r.IsNot : r.Is))];
        var report = Evaluator.Evaluate(rows, Drums, "test", bootstrapCount: 0);
        Assert.True(report.CalibrationError > 0.3, $"{report.CalibrationError}");
    }

    [Fact]
    public void TemperaturesAreFittedForEachClassOfSubclasses()
    {
        // Snares: three of four right at a difference of 4 among six kinds.
        PredictionRow[] rows =
        [
            .. Enumerable.Repeat(Row("Snare", "Snare", "Snare_Rim", "Snare_Rim", logit: 4), 3), Row("Snare", "Snare", "Snare_On", "Snare_Rim", logit: 4),
        ];
        var temperatures = LogitCalibration.Fit(rows, Drums).SubclassTemperature;
        // Either kind counts half, so half are right: e^(4/T) / (e^(4/T) + 5) = 1/2, that is e^(4/T) = 5. Four rows move no bias.
        Assert.All(Drums.SubclassesOf(Drums.IndexOfClass("Snare")), s => Assert.Equal(4 / Math.Log(5), temperatures[s], 1e-2));
        Assert.Equal(1, temperatures[Drums.IndexOfSubclass("Hat_Open")]);
    }

    [Fact]
    public void ProbabilitiesAreTheSoftmaxOfTheLogits()
    {
        double[] probabilities = Row("Kick", "Snare", logit: 1).ClassProbabilities();
        Assert.Equal(1, probabilities.Sum(), 1e-12);
        Assert.Equal(Math.E / (Math.E + 27), probabilities.Max(), 1e-12);
    }

    private static float[] Logits(params (string Name, float Value)[] values)
    {
        var logits = new float[Drums.Subclasses.Count];
        foreach (var (name, value) in values) logits[Drums.IndexOfSubclass(name)] = value;
        return logits;
    }
}
