using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace DrumAI.Studio.Localisation;

/// <summary>
/// The sentences that library, catalogue and service say in English, which stand among the page's texts under names that begin with <c>Known.</c>: a sentence is known by its
/// English text, whose places take what stands there, and is said again in the page's language.
/// </summary>
internal static partial class KnownSentences
{
    private const string Prefix = "Known.";

    private static readonly (string Name, Regex Pattern)[] All = Read();

    /// <summary>The name of a sentence's text and what stands in its places; null where it is none of them.</summary>
    public static (string Name, string[] Values)? Find(string sentence)
    {
        foreach (var (name, pattern) in All)
        {
            if (pattern.Match(sentence) is { Success: true } match) return (name, [.. match.Groups.Values.Skip(1).Select(g => g.Value)]);
        }

        return null;
    }

    /// <summary>The longest first: what begins alike is told by all of it.</summary>
    private static (string, Regex)[] Read()
    {
        var resources = new ResourceManager("DrumAI.Studio.Localisation.Texts", typeof(Texts).Assembly).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!;
        return [.. resources.Cast<DictionaryEntry>().Select(e => ((string)e.Key, Text: (string)e.Value!)).Where(e => e.Item1.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderByDescending(e => e.Text.Length).Select(e => (e.Item1, new Regex("^" + Place().Replace(Regex.Escape(e.Text), "(.+?)") + "$", RegexOptions.CultureInvariant | RegexOptions.Singleline)))];
    }

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();
}
