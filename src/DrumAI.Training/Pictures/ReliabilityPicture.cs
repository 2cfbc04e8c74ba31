using DrumAI.Training.Evaluation;
using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>A reliability diagram (Niculescu-Mizil and Caruana, 2005): how often the model was right against how sure it was. The diagonal is honesty.</summary>
public static class ReliabilityPicture
{
    /// <summary>Draws the diagram.</summary>
    /// <param name="bins">Sounds by confidence.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="path">The PNG file to write.</param>
    public static void Draw(IReadOnlyList<ReliabilityBin> bins, string title, string path)
    {
        ArgumentNullException.ThrowIfNull(bins);
        using var canvas = new Canvas(640, 680);
        var x = new Axis(0, 1, 80, 600);
        var y = new Axis(0, 1, 600, 80);
        canvas.Text(title, 20, 26, 20);
        canvas.Text($"expected calibration error {Calibration.ExpectedError(bins):0.000}; at the foot of each bar: sounds", 20, 54, 14);
        canvas.Text("confidence", 340, 656, 16, SKTextAlign.Center);
        canvas.Text("share that was right", 24, 340, 16, SKTextAlign.Center, degrees: -90);
        foreach (double tick in x.Ticks())
        {
            canvas.Line(Canvas.Faint, 1, [new(x.At(0), y.At(tick)), new(x.At(1), y.At(tick))]);
            canvas.Text($"{tick:0.0}", x.At(tick), 620, 14, SKTextAlign.Center);
            canvas.Text($"{tick:0.0}", 70, y.At(tick), 14, SKTextAlign.Right);
        }

        foreach (var bin in bins.Where(b => b.Count > 0))
        {
            float left = x.At(bin.Lower) + 2, width = x.At(bin.Upper) - x.At(bin.Lower) - 4;
            canvas.Fill(left, y.At(bin.Accuracy), width, y.At(0) - y.At(bin.Accuracy), Canvas.Series[5]);
            canvas.Text($"{bin.Count}", left + (width / 2), y.At(0) - 10, 11, SKTextAlign.Center);
        }

        canvas.Line(Canvas.Series[1], 2, [new(x.At(0), y.At(0)), new(x.At(1), y.At(1))]);
        canvas.Line(Canvas.Ink, 1.5f, [new(x.At(0), y.At(1)), new(x.At(0), y.At(0)), new(x.At(1), y.At(0))]);
        canvas.Save(path);
    }
}
