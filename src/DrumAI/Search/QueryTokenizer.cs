using System.Text.RegularExpressions;

namespace DrumAI.Search;

/// <summary>Cuts the text of a query into pieces: words, <c>"phrases"</c>, <c>key:value</c>, <c>len&lt;0.3</c>, each with or without a minus.</summary>
internal static partial class QueryTokenizer
{
    public static IEnumerable<QueryToken> Split(string text)
    {
        foreach (Match match in Piece().Matches(text))
        {
            string? key = match.Groups["key"] is { Success: true } k ? LetterFolding.Fold(k.Value) : null;
            string value = match.Groups["quoted"] is { Success: true } quoted ? quoted.Value : match.Groups["plain"].Value;
            yield return new QueryToken(match.Value.Trim(), key, value, match.Groups["quoted"].Success, match.Groups["minus"].Success);
        }
    }

    // A quotation mark that is never closed reaches to the end. A comparison may have spaces around its sign.
    [GeneratedRegex(
        """
        (?<minus>-(?=[^\s-]))?
        (?:
            (?<plain>(?:len|length|duree|durée)\s*[<>]=?\s*[^\s]*)
          | (?:(?<key>\p{L}+):)?
            (?:["“«](?<quoted>[^"”»]*)(?:["”»]|$) | (?<plain>(?(key)[^\s"“«]*|[^\s"“«]+)))
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();
}
