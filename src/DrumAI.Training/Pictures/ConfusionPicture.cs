using DrumAI.Training.Evaluation;
using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>A confusion matrix as a picture: a row for each true class, a column for each predicted one, the darker the more.</summary>
public static class ConfusionPicture
{
    private const int Cell = 38;
    private const int Margin = 20;
    private const int LabelSize = 14;
    private const int ColumnLabelDegrees = -60;

    /// <summary>Draws the matrix.</summary>
    /// <param name="confusion">The matrix.</param>
    /// <param name="names">A name for each class.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="path">The PNG file to write.</param>
    /// <param name="showCounts">Writes counts into the cells rather than per cent of the row; colours tell shares of the row either way.</param>
    public static void Draw(ConfusionMatrix confusion, IReadOnlyList<string> names, string title, string path, bool showCounts = false)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNotEqual(names.Count, confusion.Size, nameof(names));
        string[] rows = [.. names.Select((name, i) => $"{name} ({confusion.Support(i)})")];
        string legend = showCounts ? "cells: sounds; colours: share of the true class" : "cells: % of the true class";
        int side = Cell * confusion.Size;
        var (left, top, overhang) = Frame(rows, names);
        int width = Math.Max(left + side + overhang, Margin + (int)Math.Max(StrokeFont.WidthOf(title, 22), StrokeFont.WidthOf(legend, LabelSize)));
        using var canvas = new Canvas(width + Margin, top + side + Margin);
        canvas.Text(title, Margin, 26, 22);
        canvas.Text(legend, Margin, 54, LabelSize);
        canvas.Text("predicted", left + (side / 2), 84, 16, SKTextAlign.Center);
        canvas.Text("true (sounds)", Margin, top + (side / 2), 16, SKTextAlign.Center, degrees: -90);
        for (int i = 0; i < confusion.Size; i++)
        {
            float y = top + (i * Cell), middle = y + (Cell / 2);
            canvas.Text(rows[i], left - 8, middle, LabelSize, SKTextAlign.Right);
            canvas.Text(names[i], left + (i * Cell) + (Cell / 2), top - 10, LabelSize, degrees: ColumnLabelDegrees);
            double[] shares = confusion.NormalizedRow(i);
            for (int j = 0; j < confusion.Size; j++)
            {
                float x = left + (j * Cell);
                canvas.Fill(x, y, Cell - 1, Cell - 1, Shade(shares[j]));
                string text = showCounts ? $"{confusion[i, j]}" : $"{100 * shares[j]:0}";
                if (text == "0") continue;
                canvas.Text(text, x + ((Cell - 1) / 2f), middle, text.Length > 3 ? 11 : 13, SKTextAlign.Center, shares[j] > 0.3 ? SKColors.White : Canvas.Ink);
            }
        }

        canvas.Save(path);
    }

    /// <summary>Room for the names, so that none is cut off: left of the cells, above them, and right of them, where the last slanted one hangs over.</summary>
    internal static (int Left, int Top, int Overhang) Frame(string[] rows, IReadOnlyList<string> columns)
    {
        double longest = columns.Max(c => StrokeFont.WidthOf(c, LabelSize)), slant = -ColumnLabelDegrees * Math.PI / 180;
        return (
            (2 * Margin) + 12 + (int)rows.Max(r => StrokeFont.WidthOf(r, LabelSize)),
            110 + (int)(longest * Math.Sin(slant)),
            Math.Max(0, (int)(longest * Math.Cos(slant)) - (Cell / 2)));
    }

    /// <summary>From near white to dark blue; the square root lets small shares show.</summary>
    private static SKColor Shade(double share)
    {
        double depth = Math.Sqrt(share);
        return new SKColor(Mix(0xF4, 0x0B), Mix(0xF6, 0x3C), Mix(0xF9, 0x6F));

        byte Mix(int light, int dark) => (byte)Math.Round(light + (depth * (dark - light)));
    }
}
