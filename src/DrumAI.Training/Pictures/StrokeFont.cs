using SkiaSharp;

namespace DrumAI.Training.Pictures;

/// <summary>
/// A small font of strokes, drawn for these pictures: the printable characters of ASCII. With it pictures need no font of the machine and look the same on all.
/// </summary>
internal static class StrokeFont
{
    private const float CapHeight = 9;
    private const float Gap = 2.6f;
    private const float SpaceWidth = 2;
    private const float UnitsPerSize = 12.2f;

    /// <summary>
    /// The strokes of each character, parted by blanks. A stroke is a run of points, a point two hexadecimal digits: x from the left, y from the top.
    /// Capitals and digits reach from y = 0 to 9, small letters from 3 to 9, what hangs below the line to C.
    /// </summary>
    private static readonly Dictionary<char, string> Strokes = new()
    {
        ['!'] = "0006 0809",
        ['"'] = "0002 2022",
        ['#'] = "2019 5049 0363 0666",
        ['$'] = "42311102034647381807 202A",
        ['%'] = "6009 10212213020110 56676859484756",
        ['&'] = "691311203041420608193966",
        ['\''] = "0002",
        ['('] = "2003082B",
        [')'] = "0023280B",
        ['*'] = "2125 0244 4204",
        ['+'] = "2428 0646",
        [','] = "181A0B",
        ['-'] = "0646",
        ['.'] = "0809",
        ['/'] = "4009",
        ['0'] = "203052573929070220",
        ['1'] = "123039 1959",
        ['2'] = "02203052530959",
        ['3'] = "0110405153442444 445558491908",
        ['4'] = "49400656",
        ['5'] = "500004345657391908",
        ['6'] = "4020030729395756342406",
        ['7'] = "005029",
        ['8'] = "14030110405153441405081949585544",
        ['9'] = "1939565230200203253553",
        [':'] = "0304 0809",
        [';'] = "1314 181A0B",
        ['<'] = "430649",
        ['='] = "0444 0747",
        ['>'] = "034609",
        ['?'] = "01103041432526 2829",
        ['@'] = "69290702205072756655 5333242536465553",
        ['A'] = "093069 1656",
        ['B'] = "09003051533404 3455583909",
        ['C'] = "6240200207294967",
        ['D'] = "09003063663909",
        ['E'] = "50000959 0444",
        ['F'] = "500009 0444",
        ['G'] = "62402002072949676535",
        ['H'] = "0009 6069 0464",
        ['I'] = "0020 1019 0929",
        ['J'] = "40472907",
        ['K'] = "0009 5005 2359",
        ['L'] = "000959",
        ['M'] = "0900356069",
        ['N'] = "09006960",
        ['O'] = "204062674929070220",
        ['P'] = "09003051543505",
        ['Q'] = "204062674929070220 4669",
        ['R'] = "09003051543505 2559",
        ['S'] = "514010010314455658491908",
        ['T'] = "0060 3039",
        ['U'] = "000729496760",
        ['V'] = "003960",
        ['W'] = "0029426980",
        ['X'] = "0069 6009",
        ['Y'] = "003460 3439",
        ['Z'] = "00600969",
        ['['] = "20000B2B",
        ['\\'] = "0049",
        [']'] = "00202B0B",
        ['^'] = "022042",
        ['_'] = "0A5A",
        ['`'] = "0012",
        ['a'] = "5359 5533230507293957",
        ['b'] = "0009 0523335557392907",
        ['c'] = "4433230507293948",
        ['d'] = "5059 5533230507293957",
        ['e'] = "06565533230507293958",
        ['f'] = "30201119 0333",
        ['g'] = "535A3C1C0B 5533230507293957",
        ['h'] = "0009 0523335559",
        ['i'] = "0001 0309",
        ['j'] = "2021 232A1C0C",
        ['k'] = "0009 4307 2549",
        ['l'] = "000819",
        ['m'] = "0309 0513233549 3553637589",
        ['n'] = "0309 0523335559",
        ['o'] = "233355573929070523",
        ['p'] = "030C 0523335557392907",
        ['q'] = "535C 5533230507293957",
        ['r'] = "0309 052333",
        ['s'] = "44331304054748391908",
        ['t'] = "11182939 0333",
        ['u'] = "0307293957 5359",
        ['v'] = "032943",
        ['w'] = "0319345963",
        ['x'] = "0349 4309",
        ['y'] = "0329 431C0C",
        ['z'] = "03430949",
        ['{'] = "20111405161A2B",
        ['|'] = "000B",
        ['}'] = "00111425161A0B",
        ['~'] = "061525364655",
    };

    /// <summary>Width of a line of text in pixels.</summary>
    /// <param name="text">Any text; a character that the font lacks is written as a question mark.</param>
    /// <param name="size">Distance from line to line in pixels; capitals have three quarters of it.</param>
    public static float WidthOf(string text, float size) => text.Length == 0 ? 0 : (text.Sum(Advance) - Gap) * size / UnitsPerSize;

    /// <summary>How thick a stroke of this size is, in pixels.</summary>
    public static float ThicknessOf(float size) => Math.Max(1.1f, size / 11);

    /// <summary>The strokes of a line of text: it begins at x = 0, and y = 0 is the middle of its capitals.</summary>
    /// <param name="text">Any text; a character that the font lacks is written as a question mark.</param>
    /// <param name="size">As for <see cref="WidthOf"/>.</param>
    public static SKPath Outline(string text, float size)
    {
        var path = new SKPath();
        float scale = size / UnitsPerSize, left = 0;
        foreach (char letter in text)
        {
            foreach (string stroke in StrokesOf(letter))
            {
                for (int i = 0; i < stroke.Length; i += 2)
                {
                    var point = new SKPoint((left + Digit(stroke[i])) * scale, (Digit(stroke[i + 1]) - (CapHeight / 2)) * scale);
                    if (i == 0) path.MoveTo(point);
                    else path.LineTo(point);
                }
            }

            left += Advance(letter);
        }

        return path;
    }

    /// <summary>Whether the font has a character of its own for this.</summary>
    public static bool Has(char letter) => letter == ' ' || Strokes.ContainsKey(letter);

    private static string[] StrokesOf(char letter) => letter == ' ' ? [] : Strokes.GetValueOrDefault(letter, Strokes['?']).Split(' ');

    private static float Advance(char letter) =>
        Gap + (letter == ' ' ? SpaceWidth : StrokesOf(letter).Max(stroke => stroke.Where((_, i) => i % 2 == 0).Max(Digit)));

    private static int Digit(char digit) => Convert.ToInt32(digit.ToString(), 16);
}
