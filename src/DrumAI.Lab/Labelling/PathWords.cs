using System.Text;

namespace DrumAI.Lab.Labelling;

/// <summary>
/// The words of a file's or folder's name, in lower case and set apart by single spaces: <c>MaxV - HiHat Closed 2</c> gives <c>max v hi hat closed 2</c>,
/// <c>DM5Hat_C04</c> <c>dm 5 hat c 04</c>, <c>HHClose1</c> <c>hh close 1</c>. Letters and digits, and the humps of camel case, are words of their own.
/// </summary>
internal static class PathWords
{
    /// <summary>Splits a text into words.</summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!char.IsLetterOrDigit(c))
            {
                Break(words);
                continue;
            }

            if (i > 0 && char.IsLetterOrDigit(text[i - 1]) && IsBoundary(text, i)) Break(words);
            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString().TrimEnd();
    }

    private static bool IsBoundary(string text, int i)
    {
        char before = text[i - 1], c = text[i];
        if (char.IsDigit(before) != char.IsDigit(c)) return true;
        if (char.IsLower(before) && char.IsUpper(c)) return true;
        // The last capital of a run begins the next word: HHClose.
        return char.IsUpper(before) && char.IsUpper(c) && i + 1 < text.Length && char.IsLower(text[i + 1]);
    }

    private static void Break(StringBuilder words)
    {
        if (words.Length > 0 && words[^1] != ' ') words.Append(' ');
    }
}
