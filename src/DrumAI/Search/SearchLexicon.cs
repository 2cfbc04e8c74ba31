using System.Text.Json;
using System.Text.Json.Serialization;
using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Search;

/// <summary>
/// Every expression that a text query understands: the taxonomy's names, then its aliases, then <c>search-words.json</c>. Where two claim
/// an expression the first has it, so a class keeps its name from its sub-classes ("snare" is any snare).
/// </summary>
public sealed class SearchLexicon
{
    private static readonly JsonSerializerOptions WordsFormat =
        new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Dictionary<string, LexiconEntry> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> vocabulary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> groups;

    private SearchLexicon(DrumTaxonomy taxonomy, SearchWords words)
    {
        Taxonomy = taxonomy;
        Version = $"{taxonomy.Version}.{words.Version}";
        foreach (var c in taxonomy.Classes) AddClass(c.Name, [c.Name, .. c.Display.Values]);
        foreach (var s in taxonomy.Subclasses) AddClass(s.Name, [s.Name, .. s.Display.Values]);
        foreach (var c in taxonomy.Classes) AddClass(c.Name, c.Aliases);
        foreach (var s in taxonomy.Subclasses) AddClass(s.Name, s.Aliases);
        foreach (var (name, synonyms) in words.Classes) AddClass(Known(name), synonyms);
        groups = words.Groups.ToDictionary(g => g.Name, g => (IReadOnlyList<string>)[.. g.Classes.Select(Known)], StringComparer.Ordinal);
        foreach (var group in words.Groups)
            Add(group.Words, new LexiconEntry { Classes = new ClassMeaning(group.Name, groups[group.Name]) });
        foreach (var (name, qualifiers) in words.Qualifiers) Add(qualifiers, new LexiconEntry { Qualifies = Known(name) });
        foreach (var timbre in words.Timbre) Add(timbre.Words, new LexiconEntry { Timbre = WishFor(timbre) });
        foreach (var (name, synonyms) in words.Kinds) Add(synonyms, new LexiconEntry { Kind = Enum.Parse<SoundKind>(name, ignoreCase: true) });
        Add(words.Strong, new LexiconEntry { IsStrong = true });
        Add(words.Negations, new LexiconEntry { IsNegation = true });
        Add(words.Fillers, new LexiconEntry { IsFiller = true });
        LongestExpression = entries.Keys.Max(k => k.Count(c => c == ' ') + 1);
    }

    /// <summary>The lexicon that this version of the library ships.</summary>
    public static SearchLexicon Default { get; } = new(DrumTaxonomy.Default, LoadWords());

    /// <summary>Versions of the taxonomy and of the words beside it.</summary>
    public string Version { get; }

    /// <summary>The classes it speaks of.</summary>
    public DrumTaxonomy Taxonomy { get; }

    /// <summary>Words in the longest expression.</summary>
    internal int LongestExpression { get; }

    /// <summary>Every word that occurs in an expression, in its stem form.</summary>
    internal IReadOnlyCollection<string> Vocabulary => vocabulary;

    /// <summary>A word without the s of its plural, which English and French share.</summary>
    internal static string Stem(string word) => word.Length >= 4 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;

    /// <summary>Whether a stem occurs in any expression.</summary>
    internal bool HasWord(string stem) => vocabulary.Contains(stem);

    /// <summary>The meaning of consecutive stems; null where they have none.</summary>
    internal LexiconEntry? Find(IEnumerable<string> stems) => entries.GetValueOrDefault(string.Join(' ', stems));

    /// <summary>What people read for a wire name, in English.</summary>
    internal string DisplayName(string name)
    {
        int c = Taxonomy.IndexOfClass(name), s = Taxonomy.IndexOfSubclass(name);
        return c >= 0 ? Taxonomy.Classes[c].Display["en"] : s >= 0 ? Taxonomy.Subclasses[s].Display["en"] : name;
    }

    /// <summary>The classes of a group by its name; null where there is no such group.</summary>
    internal IReadOnlyList<string>? GroupNamed(string name) => groups.GetValueOrDefault(name);

    /// <summary>The class of a sub-class; a class itself stays.</summary>
    internal string ClassOf(string name) =>
        Taxonomy.IndexOfSubclass(name) is >= 0 and var s ? Taxonomy.Classes[Taxonomy.ClassOfSubclass[s]].Name : name;

    internal static SearchWords LoadWords()
    {
        using var stream = typeof(SearchLexicon).Assembly.GetManifestResourceStream("search-words.json")
            ?? throw new InvalidOperationException("The library was built without its search words.");
        return JsonSerializer.Deserialize<SearchWords>(stream, WordsFormat) ?? throw new InvalidOperationException("There are no search words.");
    }

    private static TimbreWish WishFor(SearchWords.Timbral timbre) => new(
        timbre.Name,
        [.. (timbre.High ?? []).Select(m => new MeasureWish(m, High: true)), .. (timbre.Low ?? []).Select(m => new MeasureWish(m, High: false))],
        TimbreWish.Half,
        IsExcluded: false);

    private string Known(string name) => Taxonomy.IndexOfClass(name) >= 0 || Taxonomy.IndexOfSubclass(name) >= 0
        ? name
        : throw new InvalidOperationException($"The search words speak of {name}, which is no class.");

    private void AddClass(string name, IEnumerable<string> expressions) =>
        Add(expressions, new LexiconEntry { Classes = new ClassMeaning(name, [name]) });

    private void Add(IEnumerable<string> expressions, LexiconEntry entry)
    {
        foreach (string expression in expressions)
        {
            string[] stems = [.. LetterFolding.Words(expression).Select(Stem)];
            Claim(string.Join(' ', stems), entry);
            // People write "open hat", "open-hat" and "openhat".
            if (stems.Length is 2 or 3 && entry.Classes is not null) Claim(string.Concat(stems), entry);
        }
    }

    private void Claim(string key, LexiconEntry entry)
    {
        if (!entries.TryAdd(key, entry)) return;
        foreach (string word in key.Split(' ')) vocabulary.Add(word);
    }
}
