using System.Globalization;

namespace DrumAI.Components.Classes;

/// <summary>Contrast of colours as WCAG 2.2 defines it.</summary>
public static class Contrast
{
    /// <summary>The ratio of two colours <c>#RRGGBB</c>, 1 to 21. Text needs 4.5, marks and edges 3.</summary>
    /// <exception cref="FormatException">One of them is no such colour.</exception>
    public static double Ratio(string first, string second)
    {
        double a = Luminance(first), b = Luminance(second);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The colour, moved towards white on a dark ground and towards black on a light one until the ratio is reached.</summary>
    public static string Reach(string colour, string ground, double ratio)
    {
        double target = Luminance(ground) < 0.18 ? 255 : 0;
        for (int percent = 0; ; percent++)
        {
            string moved = "#" + string.Concat(Channels(colour).Select(c => ((int)Math.Round(c + (target - c) * percent / 100)).ToString("X2", CultureInfo.InvariantCulture)));
            if (percent == 100 || Ratio(moved, ground) >= ratio) return moved;
        }
    }

    /// <summary>Relative luminance, 0 for black to 1 for white.</summary>
    internal static double Luminance(string colour)
    {
        double[] linear = [.. Channels(colour).Select(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : Math.Pow((c / 255 + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] Channels(string colour)
    {
        if (colour.Length != 7 || colour[0] != '#') throw new FormatException($"\"{colour}\" is not a colour like #12AB90.");
        return [.. Enumerable.Range(0, 3).Select(i => (double)int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
    }
}
