using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class LogitCalibrationTests
{
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;
    private static readonly int Kick = Drums.IndexOfClass("Kick"), Cuica = Drums.IndexOfClass("Cuica");

    [Fact]
    public void WhatTrainingTookFromLargeClassesIsGivenBack()
    {
        // Sounds whose logits are the truth as it would be were all classes equally common, of which nine in ten are kicks: the sizes count in full.
        var random = new Random(5);
        var rows = new List<PredictionRow>();
        for (int i = 0; i < 4000; i++)
        {
            int label = random.NextDouble() < 0.9 ? Kick : Cuica;
            double evidence = (label == Kick ? 1 : -1) + (1.4142 * Augmentation.Gaussian(random));
            rows.Add(RowOf(label, evidence));
        }

        var calibration = LogitCalibration.Fit(rows, Drums);
        // Of two Gaussians at +1 and -1 with variance 2 the logarithm of the likelihood ratio is the evidence itself.
        Assert.Equal(1, calibration.Temperature, 0.1);
        Assert.Equal(Math.Log(9), calibration.Bias[Kick] - calibration.Bias[Cuica], 0.25);
        Assert.Equal(0, calibration.Bias.Average(), 1e-9);

        static PredictionRow RowOf(int label, double evidence)
        {
            float[] logits = [.. Enumerable.Repeat(-50f, Drums.Classes.Count)];
            (logits[Kick], logits[Cuica]) = ((float)evidence, 0);
            return new PredictionRow("a.wav", 0, "kit", label, -1, "", logits, new float[Drums.Subclasses.Count]);
        }
    }

    [Fact]
    public void LogitsAreDividedAndShifted()
    {
        var row = new PredictionRow("a.wav", 0, "kit", 0, -1, "", [2, 4], [1, 2]);
        var applied = new LogitCalibration(2, 1, [0.5, -0.5], [1, 4], [0, 0.25]).Apply(row);
        Assert.Equal([1.5f, 1.5f], applied.ClassLogits);
        Assert.Equal([1f, 0.75f], applied.SubclassLogits);
    }

    [Theory]
    [InlineData(2000, 500, 1.2, 1.55)]
    [InlineData(20, 5, 0.05, 0.6)]
    public void LeaningTowardsOneSubclassIsTakenBackAsFarAsThereAreSoundsToTell(int strokes, int flams, double least, double most)
    {
        int stroke = Drums.IndexOfSubclass("Snare_On"), flam = Drums.IndexOfSubclass("Snare_Flam"), snare = Drums.IndexOfClass("Snare");
        var random = new Random(7);
        PredictionRow[] rows = [.. Enumerable.Range(0, strokes).Select(_ => Of(stroke, "explicit")), .. Enumerable.Range(0, flams).Select(_ => Of(flam, "explicit")),
            .. Enumerable.Range(0, 500).Select(_ => Of(stroke, "default"))];
        var calibration = LogitCalibration.Fit(rows, Drums);
        // However many strokes there are, a flam counts as much as a stroke; what was only assumed does not count at all.
        Assert.InRange(calibration.SubclassBias[flam] - calibration.SubclassBias[stroke], least, most);
        if (strokes > 100) Assert.Equal(1, calibration.SubclassTemperature[flam], 0.15);

        PredictionRow Of(int subclass, string basis)
        {
            // The truth, were both equally common; and a network that leans towards strokes by 1.5.
            double evidence = (subclass == stroke ? 1 : -1) + (1.4142 * Augmentation.Gaussian(random));
            float[] logits = [.. Enumerable.Repeat(-50f, Drums.Subclasses.Count)];
            (logits[stroke], logits[flam]) = ((float)evidence + 1.5f, 0);
            return new("a.wav", 0, "kit", snare, subclass, basis, new float[Drums.Classes.Count], logits);
        }
    }

    [Fact]
    public void NothingIsFittedToNothing()
    {
        var calibration = LogitCalibration.Fit([], Drums);
        Assert.Equal((1.0, 0.0), (calibration.Temperature, calibration.SizeWeight));
        Assert.All(calibration.Bias, b => Assert.Equal(0, b));
    }
}
