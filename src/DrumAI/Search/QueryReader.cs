using System.Globalization;
using System.Text.RegularExpressions;
using DrumAI.Audio;

namespace DrumAI.Search;

/// <summary>Reads one text query, piece by piece.</summary>
internal sealed partial class QueryReader(string text, INameWords? nameWords, SearchLexicon lexicon)
{
    private readonly List<QueryTerm> terms = [];
    private readonly List<ClassMeaning> classes = [];
    private readonly List<string> excludedClasses = [];
    private readonly List<TimbreWish> timbre = [];
    private readonly List<NameWish> names = [];
    private readonly List<TextWish> tags = [];
    private readonly List<TextWish> folders = [];
    private readonly List<LengthLimit> lengths = [];
    private SoundKind? kind;
    private bool? isFavourite;

    public TextQuery Read()
    {
        var pieces = SplitIntoPieces();
        // "open" is an open hat only where the query speaks of hats.
        var named = pieces.OfType<QueryExpression>().Where(e => e is { Entry.Classes: not null, IsExcluded: false })
            .SelectMany(e => e.Entry!.Classes!.Targets).Concat(pieces.OfType<QueryToken>().Where(t => t is { Key: "class", IsExcluded: false })
            .SelectMany(t => FindClasses(t.Value)?.Targets ?? [])).Select(lexicon.ClassOf).ToHashSet(StringComparer.Ordinal);
        foreach (object piece in pieces)
        {
            if (piece is QueryExpression expression) Read(expression, named);
            else Read((QueryToken)piece);
        }

        var query = new TextQuery
        {
            Text = text,
            Terms = terms,
            Classes = NarrowestOf(classes),
            ExcludedClasses = [.. excludedClasses.Distinct()],
            Timbre = timbre,
            Names = names,
            Tags = tags,
            Folders = folders,
            Lengths = lengths,
            Kind = kind,
            IsFavourite = isFavourite,
            Explanation = "",
        };
        return query with { Explanation = QueryExplanation.Of(query, lexicon) };
    }

    /// <summary>In the order of the text: expressions of plain words, and pieces that say themselves what they are.</summary>
    private List<object> SplitIntoPieces()
    {
        var reader = new ExpressionReader(lexicon, nameWords);
        var pieces = new List<object>();
        var plain = new List<QueryToken>();
        foreach (var token in QueryTokenizer.Split(text))
        {
            if (token is { Key: null, IsQuoted: false } && !Length().IsMatch(token.Value))
            {
                plain.Add(token);
                continue;
            }

            pieces.AddRange(reader.Read(plain));
            plain.Clear();
            pieces.Add(token);
        }

        pieces.AddRange(reader.Read(plain));
        return pieces;
    }

    private void Read(QueryExpression expression, HashSet<string> named)
    {
        var (entry, isExcluded) = (expression.Entry, expression.IsExcluded);
        if (entry?.Classes is { } meaning) Add(meaning);
        else if (entry?.Qualifies is { } subclass && named.Contains(lexicon.ClassOf(subclass))) Add(new ClassMeaning(subclass, [subclass]));
        else if (entry?.Timbre is { } wish)
        {
            timbre.Add(wish with { IsExcluded = isExcluded, MinRank = expression.IsStrong ? TimbreWish.Fifth : TimbreWish.Half });
            AddTerm(QueryTermKind.Timbre, expression.IsStrong ? $"very {wish.Word}" : wish.Word);
        }
        else if (entry?.Kind is { } soundKind)
        {
            SetKind(soundKind, isExcluded);
            AddTerm(QueryTermKind.Kind, $"{kind}");
        }
        else if (entry is { IsFiller: true }) AddTerm(QueryTermKind.Filler, "");
        else
        {
            string[] words = [.. expression.Words.Select(w => w.Folded)];
            string? meant = words is [var word] ? nameWords?.Nearest(word) : null;
            if (meant is not null) words = [meant];
            names.Add(new NameWish(words, IsExact: false, isExcluded));
            terms.Add(new QueryTerm(QueryTermKind.Name, expression.Text, string.Join(' ', words), isExcluded, meant is not null));
        }

        void Add(ClassMeaning found)
        {
            if (isExcluded) excludedClasses.AddRange(found.Targets);
            else classes.Add(found);
            AddTerm(QueryTermKind.Class, found.Name);
        }

        void AddTerm(QueryTermKind termKind, string reading) =>
            terms.Add(new QueryTerm(termKind, expression.Text, reading, isExcluded, expression.IsCorrected));
    }

    private void Read(QueryToken token)
    {
        string value = token.Value.Trim();
        if (value.Length == 0 && token.Key is not null) AddProblem(token, QueryFault.NothingAfterKey, token.Key, $"nothing stands after {token.Key}:");
        else if (token.Key is null or "name" or "nom") ReadName(token);
        else if (token.Key is "tag") Add(QueryTermKind.Tag, value, () => tags.Add(new TextWish(value, token.IsExcluded)));
        else if (token.Key is "folder" or "path" or "dossier") Add(QueryTermKind.Folder, value, () => folders.Add(new TextWish(value, token.IsExcluded)));
        else if (token.Key is "class" or "subclass" or "classe") ReadClass(token);
        else if (token.Key is "len" or "length" or "duree") ReadLength(token, value);
        else if (token.Key is "is" or "kind") ReadIs(token, LetterFolding.Fold(value));
        else AddProblem(token, QueryFault.UnknownKey, token.Key, $"there is no {token.Key}: ; there are class:, tag:, folder:, name:, len: and is:");

        void Add(QueryTermKind termKind, string reading, Action add)
        {
            add();
            terms.Add(new QueryTerm(termKind, token.Text, reading, token.IsExcluded));
        }
    }

    private void ReadName(QueryToken token)
    {
        if (token is { Key: null, IsQuoted: false } && Length().IsMatch(token.Value))
        {
            ReadLength(token, token.Value);
            return;
        }

        var words = LetterFolding.Words(token.Value);
        if (words.Count == 0) return;
        names.Add(new NameWish(words, token.IsQuoted, token.IsExcluded));
        terms.Add(new QueryTerm(QueryTermKind.Name, token.Text, string.Join(' ', words), token.IsExcluded));
    }

    private void ReadClass(QueryToken token)
    {
        if (FindClasses(token.Value) is not { } found)
        {
            string? near = SpellingCorrection.Nearest(SearchLexicon.Stem(LetterFolding.Fold(token.Value)), lexicon.Vocabulary);
            AddProblem(token, QueryFault.UnknownClass, token.Value, $"there is no class {token.Value}" + (near is null ? "" : $"; was {near} meant?"), near);
            return;
        }

        if (token.IsExcluded) excludedClasses.AddRange(found.Targets);
        else classes.Add(found);
        terms.Add(new QueryTerm(QueryTermKind.Class, token.Text, found.Name, token.IsExcluded));
    }

    /// <summary>A wire name means just that one, also where people's word for it means more.</summary>
    private ClassMeaning? FindClasses(string value)
    {
        string name = value.Trim();
        string? wire = lexicon.Taxonomy.Classes.Select(c => c.Name).Concat(lexicon.Taxonomy.Subclasses.Select(s => s.Name))
            .FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return wire is not null ? new ClassMeaning(wire, [wire]) : lexicon.Find(LetterFolding.Words(name).Select(SearchLexicon.Stem))?.Classes;
    }

    private void ReadLength(QueryToken token, string value)
    {
        var match = Length().Match(value);
        string bounds = match.Success ? match.Groups["rest"].Value : value;
        LengthLimit[]? limits = match.Success && Seconds(bounds) is { } limit ? [new LengthLimit(match.Groups["relation"].Value, limit)]
            : bounds.Split('-') is [var from, var to] && Seconds(from) is { } least && Seconds(to) is { } most && least <= most
                ? [new LengthLimit(">=", least), new LengthLimit("<=", most)]
                : null;
        if (limits is null)
        {
            AddProblem(token, QueryFault.NoLength, token.Text, $"{token.Text} is no length; write len<0.3, len>1, len<250ms or len:0.1-0.5, in seconds");
            return;
        }

        if (token.IsExcluded && limits.Length > 1)
        {
            AddProblem(token, QueryFault.ExcludedRange, token.Text, "a range of lengths cannot be left out");
            return;
        }

        // What is not shorter is longer, or just as long.
        if (token.IsExcluded) limits = [new LengthLimit(Contrary(limits[0].Relation), limits[0].Seconds)];
        lengths.AddRange(limits);
        string reading = string.Join(' ', limits.Select(l => FormattableString.Invariant($"{l.Relation}{l.Seconds}")));
        terms.Add(new QueryTerm(QueryTermKind.Length, token.Text, reading));
    }

    private void ReadIs(QueryToken token, string value)
    {
        if (value is "favourite" or "favorite" or "fav" or "favori" or "favoris" or "favourites" or "favorites")
        {
            isFavourite = !token.IsExcluded;
            terms.Add(new QueryTerm(QueryTermKind.Favourite, token.Text, "favourite", token.IsExcluded));
        }
        else if (lexicon.Find(LetterFolding.Words(value).Select(SearchLexicon.Stem))?.Kind is { } soundKind)
        {
            SetKind(soundKind, token.IsExcluded);
            terms.Add(new QueryTerm(QueryTermKind.Kind, token.Text, $"{kind}", token.IsExcluded));
        }
        else AddProblem(token, QueryFault.UnknownKind, value, $"nothing is {value}; there are is:favourite, is:loop and is:oneshot");
    }

    private void SetKind(SoundKind wanted, bool isExcluded) =>
        kind = !isExcluded ? wanted : wanted == SoundKind.Loop ? SoundKind.OneShot : SoundKind.Loop;

    private void AddProblem(QueryToken token, QueryFault fault, string subject, string problem, string? suggestion = null) =>
        terms.Add(new QueryTerm(QueryTermKind.Problem, token.Text, problem, token.IsExcluded, Fault: fault, Subject: subject, Suggestion: suggestion));

    /// <summary>"Crash cymbal" is a crash, not any cymbal: of two meanings of which one lies in the other the narrower holds.</summary>
    private string[] NarrowestOf(List<ClassMeaning> meanings) =>
        [.. meanings.Where(m => !meanings.Exists(other => IsNarrower(other, m))).SelectMany(m => m.Targets).Distinct()];

    private bool IsNarrower(ClassMeaning narrow, ClassMeaning wide) =>
        narrow.Targets.All(t => wide.Targets.Contains(t) || wide.Targets.Contains(lexicon.ClassOf(t))) && !wide.Targets.All(narrow.Targets.Contains);

    private static string Contrary(string relation) => relation switch { "<" => ">=", "<=" => ">", ">" => "<=", _ => "<" };

    /// <summary>Seconds, with a point or a comma; or milliseconds, where it says so.</summary>
    private static double? Seconds(string value)
    {
        if (Number().Match(value.Trim()) is not { Success: true } match) return null;
        double number = double.Parse(match.Groups["number"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        return match.Groups["milli"].Success ? number / 1000 : number;
    }

    [GeneratedRegex(@"^((len|length|duree|durée)\s*)?(?<relation>[<>]=?)\s*(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Length();

    [GeneratedRegex(@"^(?<number>\d{1,6}([.,]\d{1,9})?)\s*((?<milli>ms)|s)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
