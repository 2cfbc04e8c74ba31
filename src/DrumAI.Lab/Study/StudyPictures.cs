using DrumAI.Training.Pictures;

namespace DrumAI.Lab.Study;

/// <summary>The learning curves as pictures.</summary>
internal static class StudyPictures
{
    /// <summary>Names of the pictures beside the study's page.</summary>
    public const string Sizes = "curve-size.png", EpochLoss = "curve-epochs-loss.png", EpochF1 = "curve-epochs-f1.png";

    /// <summary>Draws those that were run.</summary>
    public static void DrawCurves(StudyResults results, string folder)
    {
        if (results.Sizes is { } sizes)
        {
            CurvePicture.Draw(
                [Mean("17 classes", p => p.Spread), Mean("7 classes", p => p.Large), Mean("accuracy", p => p.Accuracy), Mean("17 classes, learnt from", p => p.TrainingSpread)],
                $"{sizes.Recipe}: held-out figures by libraries learnt from", "libraries", "macro F1, accuracy", Path.Combine(folder, Sizes));

            Curve Mean(string name, Func<CurvePoint, double> of) =>
                new(name, [.. sizes.Points.GroupBy(p => p.At).OrderBy(g => g.Key).Select(g => (g.Average(p => p.Libraries), g.Average(of)))]);
        }

        if (results.Epochs is { } epochs)
        {
            CurvePicture.Draw(
                [Line("held out", p => p.LogLoss), Line("learnt from", p => p.TrainingLogLoss)], $"{epochs.Recipe}: log loss by passes", "passes", "log loss (nats)", Path.Combine(folder, EpochLoss));
            CurvePicture.Draw(
                [Line("17 classes, held out", p => p.Spread), Line("17 classes, learnt from", p => p.TrainingSpread), Line("7 classes, held out", p => p.Large), Line("7 classes, learnt from", p => p.TrainingLarge)],
                $"{epochs.Recipe}: macro F1 by passes", "passes", "macro F1", Path.Combine(folder, EpochF1));

            Curve Line(string name, Func<CurvePoint, double> of) => new(name, [.. epochs.Points.Select(p => (p.At, of(p)))]);
        }
    }
}
