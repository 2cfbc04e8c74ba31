using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>Counts of two labellings against each other, such as source and class: a row for each of the one, a column for each of the other, the darker the more.</summary>
public static class CrossTablePicture
{
    private const int Cell = 34;
    private const int Margin = 20;
    private const int LabelSize = 13;
    private const int ColumnLabelDegrees = -60;

    /// <summary>Draws the table.</summary>
    /// <param name="rows">A name for each row.</param>
    /// <param name="columns">A name for each column.</param>
    /// <param name="counts">Counts, a row each.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="path">The PNG file to write.</param>
    public static void Draw(IReadOnlyList<string> rows, IReadOnlyList<string> columns, IReadOnlyList<int[]> counts, string title, string path)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(counts);
        int left = 2 * Margin + (int)rows.Max(r => StrokeFont.WidthOf(r, LabelSize)), top = 70 + (int)(0.87 * columns.Max(c => StrokeFont.WidthOf(c, LabelSize)));
        using var canvas = new Canvas(left + columns.Count * Cell + 70, top + rows.Count * Cell + Margin);
        canvas.Text(title, Margin, 26, 20);
        double darkest = Math.Log(1 + Math.Max(1, counts.Max(r => r.Max())));
        for (int j = 0; j < columns.Count; j++) canvas.Text(columns[j], left + j * Cell + Cell / 2, top - 10, LabelSize, degrees: ColumnLabelDegrees);
        for (int i = 0; i < rows.Count; i++)
        {
            float y = top + i * Cell, middle = y + Cell / 2f;
            canvas.Text(rows[i], left - 8, middle, LabelSize, SKTextAlign.Right);
            for (int j = 0; j < columns.Count; j++)
            {
                double depth = Math.Log(1 + counts[i][j]) / darkest;
                canvas.Fill(left + j * Cell, y, Cell - 1, Cell - 1, Shade(depth));
                if (counts[i][j] > 0) canvas.Text($"{counts[i][j]}", left + j * Cell + (Cell - 1) / 2f, middle, 12, SKTextAlign.Center, depth > 0.55 ? SKColors.White : Canvas.Ink);
            }
        }

        canvas.Save(path);
    }

    private static SKColor Shade(double depth)
    {
        return new SKColor(Mix(0xF4, 0x0B), Mix(0xF6, 0x3C), Mix(0xF9, 0x6F));

        byte Mix(int light, int dark) => (byte)Math.Round(light + depth * (dark - light));
    }
}
