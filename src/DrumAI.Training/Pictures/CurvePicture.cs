using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>Lines over a common axis, such as the losses of a training run over its epochs.</summary>
public static class CurvePicture
{
    /// <summary>Draws the lines.</summary>
    /// <param name="curves">At least one.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">What runs to the right.</param>
    /// <param name="yLabel">What runs up.</param>
    /// <param name="path">The PNG file to write.</param>
    /// <exception cref="NotSupportedException">The machine has no font.</exception>
    public static void Draw(IReadOnlyList<Curve> curves, string title, string xLabel, string yLabel, string path)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfZero(curves.Count, nameof(curves));
        var finite = curves.Select(c => c.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToArray()).ToArray();
        using var canvas = new Canvas(900, 560);
        var x = Axis.Over([.. finite.SelectMany(c => c).Select(p => p.X)], 90, 860);
        var y = Axis.Over([.. finite.SelectMany(c => c).Select(p => p.Y)], 480, 70);
        canvas.Text(title, 20, 26, 20);
        canvas.Text(xLabel, 475, 536, 16, SKTextAlign.Center);
        canvas.Text(yLabel, 24, 275, 16, SKTextAlign.Center, degrees: -90);
        foreach (double tick in y.Ticks())
        {
            canvas.Line(Canvas.Faint, 1, new SKPoint(x.From, y.At(tick)), new SKPoint(x.To, y.At(tick)));
            canvas.Text($"{tick:0.####}", x.From - 8, y.At(tick), 14, SKTextAlign.Right);
        }

        foreach (double tick in x.Ticks(10)) canvas.Text($"{tick:0.####}", x.At(tick), y.From + 18, 14, SKTextAlign.Center);
        canvas.Line(Canvas.Ink, 1.5f, new SKPoint(x.From, y.To), new SKPoint(x.From, y.From), new SKPoint(x.To, y.From));
        for (int i = 0; i < curves.Count; i++)
        {
            var color = Canvas.Series[i % Canvas.Series.Count];
            canvas.Line(color, 2.5f, Array.ConvertAll(finite[i], p => new SKPoint(x.At(p.X), y.At(p.Y))));
            float height = 84 + (22 * i);
            canvas.Line(color, 4, new SKPoint(650, height), new SKPoint(680, height));
            canvas.Text(curves[i].Name, 688, height, 14);
        }

        canvas.Save(path);
    }
}
