using System.Text;
using Spectre.Console;

namespace DrumAI.Cli.Output;

/// <summary>Text in the cells of a terminal, where a letter may take none, one or two of them.</summary>
internal static class CellText
{
    /// <summary>The text without control characters: a file's name may hold anything, even commands to the terminal.</summary>
    public static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')) return text;
        var printable = new StringBuilder(text.Length);
        foreach (char c in text) printable.Append(char.IsControl(c) ? '\ufffd' : c);
        return printable.ToString();
    }

    /// <summary>The text, padded or, where it is too long, cut at its beginning, since paths differ at their end.</summary>
    public static string FitPath(string path, int width)
    {
        int cells = path.GetCellWidth();
        if (cells <= width) return path + new string(' ', width - cells);
        var runes = path.EnumerateRunes().ToArray();
        int first = runes.Length;
        cells = 1;
        while (first > 0 && cells + runes[first - 1].ToString().GetCellWidth() <= width) cells += runes[--first].ToString().GetCellWidth();
        return "…" + string.Concat(runes[first..]) + new string(' ', Math.Max(0, width - cells));
    }
}
