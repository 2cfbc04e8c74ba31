using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>How many sounds each label has, as bars.</summary>
public static class DistributionPicture
{
    private const int RowHeight = 24;
    private const int BarWidth = 620;
    private const int Margin = 20;
    private const int LabelSize = 14;

    /// <summary>Draws the bars.</summary>
    /// <param name="counts">A name and a count, from the top down.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="path">The PNG file to write.</param>
    public static void Draw(IReadOnlyList<(string Name, int Count)> counts, string title, string path)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfZero(counts.Count, nameof(counts));
        int left = 2 * Margin + (int)counts.Max(c => StrokeFont.WidthOf(c.Name, LabelSize)), top = 56;
        using var canvas = new Canvas(left + BarWidth + 90, top + counts.Count * RowHeight + Margin);
        canvas.Text(title, Margin, 26, 20);
        var axis = new Axis(0, Math.Max(1, counts.Max(c => c.Count)), left, left + BarWidth);
        foreach (double tick in axis.Ticks()) canvas.Line(Canvas.Faint, 1, [new SKPoint(axis.At(tick), top), new SKPoint(axis.At(tick), top + counts.Count * RowHeight)]);
        for (int i = 0; i < counts.Count; i++)
        {
            float middle = top + i * RowHeight + RowHeight / 2f;
            canvas.Text(counts[i].Name, left - 8, middle, LabelSize, SKTextAlign.Right);
            canvas.Fill(left, middle - 8, Math.Max(1, axis.At(counts[i].Count) - left), 16, Canvas.Series[0]);
            canvas.Text($"{counts[i].Count}", axis.At(counts[i].Count) + 6, middle, LabelSize);
        }

        canvas.Save(path);
    }
}
