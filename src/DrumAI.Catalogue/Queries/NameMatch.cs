using System.Text;

namespace DrumAI.Catalogue.Queries;

/// <summary>Turns what somebody types into a query of the index of names, in which nothing that is typed is an operator.</summary>
public static class NameMatch
{
    /// <summary>All words must be there, in any order; the last may be the beginning of one. Null where there is no word.</summary>
    public static string? Of(string? text)
    {
        if (text is null) return null;
        var match = new StringBuilder();
        foreach (string word in Split(text)) match.Append(match.Length > 0 ? " " : "").Append('"').Append(word).Append('"');
        if (match.Length == 0) return null;
        if (char.IsLetterOrDigit(text[^1])) match.Append('*');
        return match.ToString();
    }

    private static IEnumerable<string> Split(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isPart = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark);
            if (isPart && start < 0) start = i;
            if (isPart || start < 0) continue;
            yield return text[start..i];
            start = -1;
        }
    }
}
