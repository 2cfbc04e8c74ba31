using System.Globalization;
using System.Text;

namespace DrumAI.Search;

/// <summary>
/// Text as a comparison sees it: small letters without accents, so that <c>Fermé</c>, <c>ferme</c> and <c>FERMÉ</c> (the accent a
/// character of its own) are one. Which letters fold to which is data (<c>letter-folding.txt</c>); the program runs without the
/// system's tables of cultures, and so the same everywhere.
/// </summary>
public static class LetterFolding
{
    private static readonly Dictionary<char, string> Bases = Load();

    /// <summary>The text in small letters, without accents and other marks; characters that are not letters stay.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (char c in text.ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (Bases.TryGetValue(c, out string? letters)) folded.Append(letters);
            else folded.Append(c);
        }

        return folded.ToString();
    }

    /// <summary>The folded words of a text: runs of letters and digits.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        string folded = Fold(text);
        var words = new List<string>();
        int start = -1;
        for (int i = 0; i <= folded.Length; i++)
        {
            bool isPart = i < folded.Length && (char.IsLetterOrDigit(folded[i]) || char.IsSurrogate(folded[i]));
            if (isPart && start < 0) start = i;
            if (isPart || start < 0) continue;
            words.Add(folded[start..i]);
            start = -1;
        }

        return words;
    }

    private static Dictionary<char, string> Load()
    {
        using var stream = typeof(LetterFolding).Assembly.GetManifestResourceStream("letter-folding.txt")
            ?? throw new InvalidOperationException("The library was built without its table of letters.");
        using var reader = new StreamReader(stream);
        var bases = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ') is not [var letters, var marked]) continue;
            foreach (char c in marked) bases.Add(c, letters);
        }

        return bases;
    }
}
