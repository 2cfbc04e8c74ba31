using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>A white sheet to draw a chart on, saved as PNG.</summary>
internal sealed class Canvas : IDisposable
{
    /// <summary>Colour of text and axes.</summary>
    public static readonly SKColor Ink = new(0x22, 0x26, 0x2E);

    /// <summary>Colour of grid lines and asides.</summary>
    public static readonly SKColor Faint = new(0xC9, 0xCE, 0xD6);

    /// <summary>Colours of series, told apart also by those who see few colours (Okabe and Ito, 2008).</summary>
    public static readonly IReadOnlyList<SKColor> Series =
        [new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9)];

    private readonly SKSurface surface;

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public Canvas(int width, int height)
    {
        surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">What to write.</param>
    /// <param name="x">Horizontal anchor.</param>
    /// <param name="y">Vertical middle of the text.</param>
    /// <param name="size">Distance from line to line in pixels; capitals have three quarters of it.</param>
    /// <param name="align">Which part of the text lies at the anchor.</param>
    /// <param name="color">Ink where not given.</param>
    /// <param name="degrees">Turn around the anchor, clockwise.</param>
    public void Text(string text, float x, float y, float size, SKTextAlign align = SKTextAlign.Left, SKColor? color = null, float degrees = 0)
    {
        using var letters = StrokeFont.Outline(text, size);
        using var pen = Pen(color ?? Ink, StrokeFont.ThicknessOf(size));
        float share = align switch { SKTextAlign.Center => 0.5f, SKTextAlign.Right => 1, _ => 0 };
        var canvas = surface.Canvas;
        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(degrees);
        canvas.Translate(-share * StrokeFont.WidthOf(text, size), 0);
        canvas.DrawPath(letters, pen);
        canvas.Restore();
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(float x, float y, float width, float height, SKColor color)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = color };
        surface.Canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>Draws a line through points.</summary>
    /// <param name="color">Its colour.</param>
    /// <param name="width">Its thickness in pixels.</param>
    /// <param name="points">Nothing is drawn through fewer than two.</param>
    /// <param name="dashes">Lengths in pixels of dash and gap by turns; a whole line where there are none.</param>
    public void Line(SKColor color, float width, IReadOnlyList<SKPoint> points, float[]? dashes = null)
    {
        if (points.Count < 2) return;
        using var path = new SKPath();
        path.MoveTo(points[0]);
        foreach (var point in points.Skip(1)) path.LineTo(point);
        using var pen = Pen(color, width);
        using var pattern = dashes is [_, ..] ? SKPathEffect.CreateDash(dashes, 0) : null;
        pen.PathEffect = pattern;
        if (pattern is not null) pen.StrokeCap = SKStrokeCap.Butt;
        surface.Canvas.DrawPath(path, pen);
    }

    /// <summary>Writes the picture as PNG.</summary>
    public void Save(string path)
    {
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    /// <inheritdoc/>
    public void Dispose() => surface.Dispose();

    private static SKPaint Pen(SKColor color, float width) => new()
    {
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
        Color = color,
    };
}
