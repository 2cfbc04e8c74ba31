using System.Text.RegularExpressions;
using DrumAI.Lab.Datasets;
using DrumAI.Taxonomy;

namespace DrumAI.Lab.Labelling;

/// <summary>
/// Applies a definition's rules to paths. The parts of a path are asked in the definition's order; within a part the first rule that matches decides, those
/// marked weak last. The whole vocabulary of one definition is asked of a part before the definition it includes is.
/// </summary>
internal sealed class Labeller
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly DrumTaxonomy taxonomy;
    private readonly DatasetDefinition definition;
    private readonly Regex? kit;
    private readonly Regex[] exclude, strip;
    private readonly Rule[] rules, subclasses;
    private readonly Dictionary<string, string> defaults = new(StringComparer.Ordinal);

    /// <param name="definition">The data set.</param>
    /// <param name="shelf">Where the definitions lie that it includes.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <exception cref="InvalidDataException">A rule names no class, or is no regular expression.</exception>
    public Labeller(DatasetDefinition definition, DatasetShelf shelf, DrumTaxonomy taxonomy)
    {
        (this.definition, this.taxonomy) = (definition, taxonomy);
        var chain = new List<DatasetDefinition>();
        for (var next = definition; next is not null; next = next.Include is { } name ? shelf.Find(name) : null)
        {
            if (chain.Contains(next)) throw new InvalidDataException($"{next.Name} includes itself.");
            chain.Add(next);
        }

        kit = definition.Kit is null ? null : Compile(definition, definition.Kit);
        exclude = [.. chain.SelectMany(d => d.Exclude.Select(e => Compile(d, e)))];
        strip = [.. chain.SelectMany(d => d.Strip.Select(e => Compile(d, e)))];
        rules = [.. chain.SelectMany(d => d.Rules.Where(r => !r.Weak).Concat(d.Rules.Where(r => r.Weak)).Select(r => new Rule(d.Name, r, Compile(d, r.Match), Check(d, r))))];
        subclasses = [.. chain.SelectMany(d => d.Subclasses.Select(r => new Rule(d.Name, r, Compile(d, r.Match), Check(d, r))))];
        foreach (var (@class, subclass) in chain.SelectMany(d => d.Defaults)) defaults.TryAdd(@class, subclass);
    }

    /// <summary>Labels one path.</summary>
    /// <param name="path">Path below the data set's folder, with forward slashes.</param>
    public LabelDecision Decide(string path)
    {
        var parts = PartsOf(path);
        var whole = WholeOf(path);
        var undecided = new LabelDecision(path, null, null, "", KitOf(path), null, null);
        if (exclude.Select(e => e.Match(whole.Words)).FirstOrDefault(m => m.Success) is { } no) return undecided with { Excluded = $"\"{no.Value}\" in its path" };

        // Rules on the whole path know the most: they go first.
        foreach (var part in parts.Prepend(whole))
            foreach (var rule in rules)
            {
                if (!rule.Applies(part)) continue;
                var match = rule.On(part);
                if (!match.Success || LabelOf(rule, match) is not { } label) continue;
                return Refine(undecided with { Rule = rule.ToString(), Text = $"\"{match.Value}\" in its {part.Kind} \"{part.Text}\"" }, label, part, parts, whole, match);
            }

        return undecided;
    }

    private LabelDecision Refine(LabelDecision decision, string label, Part decided, IReadOnlyList<Part> parts, Part whole, Match match)
    {
        int subclass = taxonomy.IndexOfSubclass(label);
        string @class = subclass < 0 ? label : taxonomy.Classes[taxonomy.ClassOfSubclass[subclass]].Name;
        decision = decision with { Class = @class, Contradiction = Contradicts(@class, decided, parts, match) };
        if (subclass >= 0) return decision with { Subclass = label, Basis = "explicit" };
        foreach (var rule in subclasses)
            foreach (var part in parts.Prepend(whole))
            {
                if (rule.Class != @class || !rule.Applies(part) || !rule.On(part).Success) continue;
                return rule.Definition.Label == @class ? decision : decision with { Subclass = rule.Definition.Label, Basis = "explicit" };
            }

        return defaults.TryGetValue(@class, out string? assumed) ? decision with { Subclass = assumed, Basis = "default" } : decision;
    }

    /// <summary>Another class in the same part, beside the text that decided; or in the name, where a folder decided, and in the nearest folder, where the name did.</summary>
    private string? Contradicts(string @class, Part decided, IReadOnlyList<Part> parts, Match match)
    {
        // Rules on the whole path, and those by note, were written in the knowledge of what else stands there.
        if (decided.Kind == "path" || match.Groups["note"].Success) return null;
        foreach (var part in parts)
        {
            if (part != decided && part != parts[0] && part != parts.FirstOrDefault(p => p.Kind == "folder")) continue;
            // What any rule for this class covers speaks for it: "ride bell" is no bell.
            var covered = rules.Where(r => r.Class == @class && r.Applies(part) && !r.Definition.Raw).Select(r => r.On(part)).Where(m => m.Success).Select(m => (m.Index, End: m.Index + m.Length)).ToList();
            if (part == decided) covered.Add((match.Index, match.Index + match.Length));
            // Only a part that does not speak for the class at all, or speaks for another beside it, contradicts.
            foreach (var rule in rules)
            {
                if (rule.Definition.Weak || rule.Definition.Raw || rule.Definition.Note || rule.Class == @class || !rule.Applies(part)) continue;
                var other = rule.On(part);
                if (!other.Success || covered.Any(c => other.Index < c.End && c.Index < other.Index + other.Length)) continue;
                if (part != decided && covered.Count > 0) continue;
                return $"\"{other.Value}\" in its {part.Kind} \"{part.Text}\" reads {rule.Class}";
            }
        }

        return null;
    }

    private string? LabelOf(Rule rule, Match match)
    {
        if (!rule.Definition.Note) return rule.Definition.Label;
        int note = int.Parse(match.Groups["note"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return taxonomy.Subclasses.FirstOrDefault(s => s.GeneralMidiNotes.Contains(note))?.Name ?? taxonomy.Classes.FirstOrDefault(c => c.GeneralMidiNotes.Contains(note))?.Name;
    }

    private string KitOf(string path)
    {
        if (kit?.Match(path) is { Success: true } match) return match.Groups["kit"].Value;
        string[] steps = path.Split('/');
        return steps.Length > 1 ? steps[^2] : "";
    }

    /// <summary>The name, and the folders from the innermost out, in the definition's order.</summary>
    private List<Part> PartsOf(string path)
    {
        string[] steps = path.Split('/');
        var name = new Part("name", Words(Path.GetFileNameWithoutExtension(steps[^1])), Path.GetFileNameWithoutExtension(steps[^1]));
        var folders = steps[..^1].Select(s => new Part("folder", Words(s), s)).Reverse();
        return [.. definition.Parts.SelectMany(kind => kind == "name" ? [name] : folders)];
    }

    private Part WholeOf(string path) =>
        new("path", string.Join(" / ", Path.ChangeExtension(path, null).Split('/').Select(Words)), path);

    private string Words(string text)
    {
        string words = PathWords.Of(text);
        foreach (var expression in strip) words = expression.Replace(words, " ");
        return words.Trim();
    }

    private static Regex Compile(DatasetDefinition definition, string expression)
    {
        try
        {
            return new Regex(expression, Options, Patience);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{definition.Name}: {expression} is no regular expression: {error.Message}", error);
        }
    }

    /// <summary>The class that a rule's label is, or is of; null for a rule by note.</summary>
    private string? Check(DatasetDefinition definition, LabelRule rule)
    {
        if (rule.Note && rule.Label is null && rule.Match.Contains("(?<note>", StringComparison.Ordinal)) return null;
        int subclass = taxonomy.IndexOfSubclass(rule.Label ?? "");
        if (!rule.Note && (subclass >= 0 || taxonomy.IndexOfClass(rule.Label ?? "") >= 0))
            return subclass >= 0 ? taxonomy.Classes[taxonomy.ClassOfSubclass[subclass]].Name : rule.Label;
        throw new InvalidDataException($"{definition.Name}: the rule {rule.Match} names {rule.Label ?? "no label"}, which is no class or sub-class.");
    }

    /// <param name="Kind"><c>name</c>, <c>folder</c> or <c>path</c>.</param>
    /// <param name="Words">Its words.</param>
    /// <param name="Text">As it stands in the path.</param>
    private sealed record Part(string Kind, string Words, string Text);

    private sealed record Rule(string Source, LabelRule Definition, Regex Expression, string? Class)
    {
        public bool Applies(Part part) => Definition.On is { } on ? on == part.Kind : part.Kind != "path";

        public Match On(Part part) => Expression.Match(Definition.Raw ? part.Text : part.Words);

        public override string ToString() => $"{Source}: {Definition.Match}";
    }
}
