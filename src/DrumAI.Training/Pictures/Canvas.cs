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

    private static readonly string[] Families = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Segoe UI", "Helvetica"];

    private readonly SKSurface surface;
    private readonly SKTypeface typeface;
    private readonly SKPaint paint = new() { IsAntialias = true };

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <exception cref="NotSupportedException">The machine has no font.</exception>
    public Canvas(int width, int height)
    {
        typeface = FindTypeface() ?? throw new NotSupportedException("Pictures need a font, and this machine has none. On Debian: apt install fonts-dejavu-core.");
        surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
    }

    /// <summary>True where the machine has a font to write with.</summary>
    public static bool CanWrite
    {
        get
        {
            using var found = FindTypeface();
            return found is not null;
        }
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">What to write.</param>
    /// <param name="x">Horizontal anchor.</param>
    /// <param name="y">Vertical middle of the text.</param>
    /// <param name="size">Height of the letters in pixels.</param>
    /// <param name="align">Which part of the text lies at the anchor.</param>
    /// <param name="color">Ink where not given.</param>
    /// <param name="degrees">Turn around the anchor, clockwise.</param>
    public void Text(string text, float x, float y, float size, SKTextAlign align = SKTextAlign.Left, SKColor? color = null, float degrees = 0)
    {
        using var letters = new SKPaint { IsAntialias = true, Typeface = typeface, TextSize = size, TextAlign = align, Color = color ?? Ink };
        var canvas = surface.Canvas;
        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(degrees);
        canvas.DrawText(text, 0, size * 0.36f, letters);
        canvas.Restore();
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(float x, float y, float width, float height, SKColor color)
    {
        paint.Style = SKPaintStyle.Fill;
        paint.Color = color;
        surface.Canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>Draws a line through points.</summary>
    public void Line(SKColor color, float width, params ReadOnlySpan<SKPoint> points)
    {
        if (points.Length < 2) return;
        using var path = new SKPath();
        path.MoveTo(points[0]);
        foreach (var point in points[1..]) path.LineTo(point);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = width;
        paint.Color = color;
        surface.Canvas.DrawPath(path, paint);
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
    public void Dispose()
    {
        paint.Dispose();
        typeface.Dispose();
        surface.Dispose();
    }

    private static SKTypeface? FindTypeface()
    {
        foreach (string family in Families)
        {
            var found = SKFontManager.Default.MatchFamily(family);
            if (found is not null && found.ContainsGlyph('A')) return found;
            found?.Dispose();
        }

        var any = SKFontManager.Default.MatchCharacter('A');
        return any is not null && any.ContainsGlyph('A') ? any : null;
    }
}
