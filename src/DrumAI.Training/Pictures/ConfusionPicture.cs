using DrumAI.Training.Evaluation;
using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>A confusion matrix as a picture: a row for each true class, a column for each predicted one, the darker the more.</summary>
public static class ConfusionPicture
{
    private const int Cell = 38;
    private const int Left = 190;
    private const int Top = 170;
    private const int Margin = 40;

    /// <summary>Draws the matrix.</summary>
    /// <param name="confusion">The matrix.</param>
    /// <param name="names">A name for each class.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="path">The PNG file to write.</param>
    /// <param name="showCounts">Writes counts into the cells rather than per cent of the row; colours tell shares of the row either way.</param>
    /// <exception cref="NotSupportedException">The machine has no font.</exception>
    public static void Draw(ConfusionMatrix confusion, IReadOnlyList<string> names, string title, string path, bool showCounts = false)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNotEqual(names.Count, confusion.Size, nameof(names));
        int side = Cell * confusion.Size;
        using var canvas = new Canvas(Left + side + Margin, Top + side + Margin);
        canvas.Text(title, Margin / 2, 26, 22);
        canvas.Text(showCounts ? "cells: sounds" : "cells: % of the true class", Margin / 2, 54, 14);
        canvas.Text("predicted", Left + (side / 2), 54, 16, SKTextAlign.Center);
        canvas.Text("true (sounds)", 16, Top + (side / 2), 16, SKTextAlign.Center, degrees: -90);
        for (int i = 0; i < confusion.Size; i++)
        {
            float y = Top + (i * Cell), middle = y + (Cell / 2);
            canvas.Text($"{names[i]} ({confusion.Support(i)})", Left - 8, middle, 14, SKTextAlign.Right);
            canvas.Text(names[i], Left + (i * Cell) + (Cell / 2), Top - 8, 14, degrees: -60);
            double[] shares = confusion.NormalizedRow(i);
            for (int j = 0; j < confusion.Size; j++)
            {
                float x = Left + (j * Cell);
                canvas.Fill(x, y, Cell - 1, Cell - 1, Shade(shares[j]));
                string text = showCounts ? $"{confusion[i, j]}" : $"{100 * shares[j]:0}";
                if (text == "0") continue;
                canvas.Text(text, x + (Cell / 2), middle, 13, SKTextAlign.Center, shares[j] > 0.5 ? SKColors.White : Canvas.Ink);
            }
        }

        canvas.Save(path);
    }

    /// <summary>From near white to dark blue; the square root lets small shares show.</summary>
    private static SKColor Shade(double share)
    {
        double depth = Math.Sqrt(share);
        return new SKColor(Mix(0xF4, 0x0B), Mix(0xF6, 0x3C), Mix(0xF9, 0x6F));

        byte Mix(int light, int dark) => (byte)Math.Round(light + (depth * (dark - light)));
    }
}
