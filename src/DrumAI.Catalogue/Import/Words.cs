using System.Text;

namespace DrumAI.Catalogue.Import;

/// <summary>The words of a file's or folder's name, for the index of names: <c>OpenHat03</c> is found as such, as "open", as "hat", and as "03".</summary>
internal static class Words
{
    /// <summary>All words, and the parts of those that are run together.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length * 2);
        for (int start = 0; start < name.Length;)
        {
            if (!char.IsLetterOrDigit(name[start]))
            {
                start++;
                continue;
            }

            int end = start;
            while (end < name.Length && char.IsLetterOrDigit(name[end])) end++;
            Append(words, name.AsSpan(start, end - start));
            AppendParts(words, name.AsSpan(start, end - start));
            start = end;
        }

        return words.ToString();
    }

    private static void AppendParts(StringBuilder words, ReadOnlySpan<char> word)
    {
        int start = 0;
        for (int i = 1; i < word.Length; i++)
        {
            if (!IsSeam(word[i - 1], word[i])) continue;
            Append(words, word[start..i]);
            start = i;
        }

        if (start > 0) Append(words, word[start..]);
    }

    private static bool IsSeam(char before, char after) =>
        (char.IsLower(before) && char.IsUpper(after)) || char.IsDigit(before) != char.IsDigit(after);

    private static void Append(StringBuilder words, ReadOnlySpan<char> word)
    {
        if (words.Length > 0) words.Append(' ');
        words.Append(word);
    }
}
