using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>Lines over a common axis, such as the losses of a training run over its epochs.</summary>
public static class CurvePicture
{
    private const int Left = 100;
    private const int Top = 70;
    private const int PlotWidth = 760;
    private const int PlotHeight = 410;
    private const int LegendRow = 22;
    private const int LegendSize = 14;

    /// <summary>How lines are broken once every colour has been used: whole, dashed, dotted.</summary>
    private static readonly float[][] Dashes = [[], [9, 5], [2, 4]];

    /// <summary>Draws the lines, and right of them a legend.</summary>
    /// <param name="curves">At least one.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">What runs to the right.</param>
    /// <param name="yLabel">What runs up.</param>
    /// <param name="path">The PNG file to write.</param>
    public static void Draw(IReadOnlyList<Curve> curves, string title, string xLabel, string yLabel, string path)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfZero(curves.Count, nameof(curves));
        var finite = curves.Select(c => c.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToArray()).ToArray();
        int legend = Left + PlotWidth + 24, legendText = legend + 44;
        int width = legendText + (int)curves.Max(c => StrokeFont.WidthOf(c.Name, LegendSize)) + 20;
        int bottom = Top + PlotHeight;
        using var canvas = new Canvas(width, Math.Max(bottom, Top + (LegendRow * curves.Count)) + 80);
        var x = Axis.Over([.. finite.SelectMany(c => c).Select(p => p.X)], Left, Left + PlotWidth);
        var y = Axis.Over([.. finite.SelectMany(c => c).Select(p => p.Y)], bottom, Top);
        canvas.Text(title, 20, 26, 20);
        canvas.Text(xLabel, Left + (PlotWidth / 2), bottom + 54, 16, SKTextAlign.Center);
        canvas.Text(yLabel, 24, Top + (PlotHeight / 2), 16, SKTextAlign.Center, degrees: -90);
        foreach (double tick in y.Ticks())
        {
            canvas.Line(Canvas.Faint, 1, [new(x.From, y.At(tick)), new(x.To, y.At(tick))]);
            canvas.Text($"{tick:0.####}", x.From - 8, y.At(tick), 14, SKTextAlign.Right);
        }

        foreach (double tick in x.Ticks(10)) canvas.Text($"{tick:0.####}", x.At(tick), y.From + 18, 14, SKTextAlign.Center);
        canvas.Line(Canvas.Ink, 1.5f, [new(x.From, y.To), new(x.From, y.From), new(x.To, y.From)]);
        for (int i = 0; i < curves.Count; i++)
        {
            var color = Canvas.Series[i % Canvas.Series.Count];
            float[] dashes = Dashes[i / Canvas.Series.Count % Dashes.Length];
            canvas.Line(color, 2, Array.ConvertAll(finite[i], p => new SKPoint(x.At(p.X), y.At(p.Y))), dashes);
            float height = Top + 10 + (LegendRow * i);
            canvas.Line(color, 3, [new(legend, height), new(legend + 34, height)], dashes);
            canvas.Text(curves[i].Name, legendText, height, LegendSize);
        }

        canvas.Save(path);
    }
}
