namespace DrumAI.Search;

/// <summary>
/// The words of <c>search-words.json</c>: synonyms that the taxonomy does not name, and words that speak of sound rather than of classes.
/// All are folded; plurals go without saying.
/// </summary>
internal sealed record SearchWords(
    string Version,
    IReadOnlyDictionary<string, string[]> Classes,
    IReadOnlyList<SearchWords.Group> Groups,
    IReadOnlyDictionary<string, string[]> Qualifiers,
    IReadOnlyList<SearchWords.Timbral> Timbre,
    string[] Strong,
    string[] Negations,
    IReadOnlyDictionary<string, string[]> Kinds,
    string[] Fillers)
{
    /// <summary>Classes that people name together.</summary>
    internal sealed record Group(string Name, string[] Words, string[] Classes);

    /// <summary>A way to sound, and the measures of which it means much or little.</summary>
    internal sealed record Timbral(string Name, string[] Words, SoundMeasure[]? High, SoundMeasure[]? Low);
}
