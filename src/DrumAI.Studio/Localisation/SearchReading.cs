using System.Globalization;
using DrumAI.Audio;
using DrumAI.Search;
using DrumAI.Taxonomy;

namespace DrumAI.Studio.Localisation;

/// <summary>Says in the page's language how a search was understood, and what of it was not.</summary>
internal static class SearchReading
{
    /// <summary>What was not understood, else how it was read, in one line.</summary>
    public static string Of(TextQuery query, Texts texts)
    {
        var problems = query.Terms.Where(t => t.Kind == QueryTermKind.Problem).ToList();
        return problems.Count > 0 ? string.Join(" ", problems.Select(p => Problem(p, texts))) : Explanation(query, texts);
    }

    private static string Problem(QueryTerm term, Texts texts)
    {
        string sentence = texts.Format($"Search.Fault.{term.Fault}", term.Subject);
        return term.Suggestion is null ? sentence : $"{sentence} {texts.Format("Search.Meant", term.Suggestion)}";
    }

    private static string Explanation(TextQuery query, Texts texts)
    {
        var parts = new List<string>();
        if (Classes(query, texts) is { Length: > 0 } classes) parts.Add(classes);
        if (query.ExcludedClasses.Count > 0) parts.Add(texts.Format("Search.Not", List(query.ExcludedClasses.Select(c => ClassName(c, texts)), texts["Search.Or"])));
        if (query.Kind is { } kind) parts.Add(texts[kind == SoundKind.Loop ? "Search.Loops" : "Search.OneShots"]);
        string[] timbre = [.. query.Timbre.Select(t => Excluded(t.MinRank > TimbreWish.Half ? texts.Format("Search.Very", Timbre(t.Word, texts)) : Timbre(t.Word, texts), t.IsExcluded, texts))];
        if (timbre.Length > 0) parts.Add(texts.Format("Search.ForItsClass", List(timbre, texts["Search.And"])));
        parts.AddRange(query.Lengths.Select(l => texts.Format($"Search.Length.{Relation(l.Relation)}", l.Seconds.ToString(texts.Culture))));
        if (query.IsFavourite is { } favourite) parts.Add(texts[favourite ? "Search.Favourites" : "Search.NoFavourites"]);
        parts.AddRange(query.Tags.Select(t => Excluded(texts.Format("Search.Tagged", t.Text), t.IsExcluded, texts)));
        parts.AddRange(query.Folders.Select(f => Excluded(texts.Format("Search.InFolder", f.Text), f.IsExcluded, texts)));
        parts.AddRange(query.Names.Select(n => Excluded(texts.Format("Search.InName", string.Join(' ', n.Words)), n.IsExcluded, texts)));
        if (parts.Count == 0) parts.Add(texts["Search.Everything"]);
        parts.AddRange(query.Terms.Where(t => t.IsCorrected).Select(t => texts.Format("Search.ReadAs", t.Text, Meaning(t, texts))));
        return string.Join(texts["Search.Then"], parts);
    }

    /// <summary>A group of classes goes by the word that was typed for it, which is of the musician's own language.</summary>
    private static string Classes(TextQuery query, Texts texts)
    {
        var named = query.Terms.Where(t => t is { Kind: QueryTermKind.Class, IsExcluded: false, IsCorrected: false }).ToList();
        bool isGroup = named.Count == 1 && query.Classes.Count > 1;
        return isGroup ? named[0].Text : List(query.Classes.Select(c => ClassName(c, texts)), texts["Search.Or"]);
    }

    private static string Meaning(QueryTerm term, Texts texts) => term.Kind switch
    {
        QueryTermKind.Class => ClassName(term.Reading, texts),
        QueryTermKind.Timbre => Timbre(term.Reading, texts),
        _ => term.Reading,
    };

    private static string ClassName(string wire, Texts texts)
    {
        var taxonomy = DrumTaxonomy.Default;
        return taxonomy.IndexOfSubclass(wire) is >= 0 and var s ? texts.ClassName(taxonomy.Classes[taxonomy.ClassOfSubclass[s]].Name, wire) : texts.ClassName(wire);
    }

    /// <summary>A word for which there is no translation stays as it is.</summary>
    private static string Timbre(string word, Texts texts) => texts[$"Timbre.{word}"] is var text && text.StartsWith("Timbre.", StringComparison.Ordinal) ? word : text;

    private static string Excluded(string text, bool isExcluded, Texts texts) => isExcluded ? texts.Format("Search.Not", text) : text;

    private static string Relation(string relation) => relation switch { "<" => "Shorter", "<=" => "AtMost", ">" => "Longer", _ => "AtLeast" };

    private static string List(IEnumerable<string> items, string last)
    {
        string[] all = [.. items];
        return all.Length < 2 ? string.Concat(all) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all[..^1])} {last} {all[^1]}");
    }
}
