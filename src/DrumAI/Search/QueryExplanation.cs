using System.Globalization;

namespace DrumAI.Search;

/// <summary>Says in one line how a query was read.</summary>
internal static class QueryExplanation
{
    public static string Of(TextQuery query, SearchLexicon lexicon)
    {
        var parts = new List<string>();
        if (ClassPart(query, lexicon) is { Length: > 0 } classes) parts.Add(classes);
        if (query.ExcludedClasses.Count > 0) parts.Add("not " + List(query.ExcludedClasses.Select(lexicon.DisplayName), "or"));
        if (query.Kind is { } kind) parts.Add(kind == Audio.SoundKind.Loop ? "loops" : "single hits");
        string[] timbre = [.. query.Timbre.Select(t => (t.IsExcluded ? "not " : "") + (t.MinRank > TimbreWish.Half ? "very " : "") + t.Word)];
        if (timbre.Length > 0) parts.Add(List(timbre, "and") + " for its class");
        parts.AddRange(query.Lengths.Select(Describe));
        if (query.IsFavourite is { } favourite) parts.Add(favourite ? "favourites" : "no favourites");
        parts.AddRange(query.Tags.Select(t => $"{(t.IsExcluded ? "not " : "")}tagged \"{t.Text}\""));
        parts.AddRange(query.Folders.Select(f => $"{(f.IsExcluded ? "not " : "")}in a folder with \"{f.Text}\""));
        parts.AddRange(query.Names.Select(n => $"{(n.IsExcluded ? "no " : "")}\"{string.Join(' ', n.Words)}\" in its name"));
        if (parts.Count == 0) parts.Add("every sound");
        parts.AddRange(query.Terms.Where(t => t.IsCorrected).Select(t => $"\"{t.Text}\" read as {lexicon.DisplayName(t.Reading)}"));
        return string.Join("; ", parts);
    }

    private static string ClassPart(TextQuery query, SearchLexicon lexicon)
    {
        // A group goes by its own name, unless something narrower displaced it.
        string[] groups = [.. query.Terms.Where(t => t is { Kind: QueryTermKind.Class, IsExcluded: false }).Select(t => t.Reading).Distinct()
            .Where(r => lexicon.GroupNamed(r) is { } targets && targets.All(query.Classes.Contains))];
        var grouped = groups.SelectMany(g => lexicon.GroupNamed(g)!).ToHashSet(StringComparer.Ordinal);
        return List(groups.Concat(query.Classes.Where(c => !grouped.Contains(c)).Select(lexicon.DisplayName)), "or");
    }

    private static string Describe(LengthLimit limit)
    {
        string relation = limit.Relation switch { "<" => "shorter than", "<=" => "at most", ">" => "longer than", _ => "at least" };
        return $"{relation} {limit.Seconds.ToString(CultureInfo.InvariantCulture)} s";
    }

    private static string List(IEnumerable<string> items, string last)
    {
        string[] all = [.. items];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
