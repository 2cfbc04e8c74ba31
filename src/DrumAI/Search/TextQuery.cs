using DrumAI.Audio;

namespace DrumAI.Search;

/// <summary>
/// What a musician typed, understood: <c>short bright open hat -vinyl len&lt;0.3</c>. Sounds match that are of one of
/// <see cref="Classes"/> and meet every other wish. A text that cannot be understood whole is understood in part, and
/// <see cref="Problems"/> says what was left out.
/// </summary>
public sealed record TextQuery
{
    /// <summary>The text, as typed.</summary>
    public required string Text { get; init; }

    /// <summary>Each part and how it was read, in the order of the text.</summary>
    public required IReadOnlyList<QueryTerm> Terms { get; init; }

    /// <summary>Wire names of classes and sub-classes, any of which will do; empty where all do.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Wire names of classes and sub-classes that are not wanted.</summary>
    public required IReadOnlyList<string> ExcludedClasses { get; init; }

    /// <summary>How the sounds should sound among their likes.</summary>
    public required IReadOnlyList<TimbreWish> Timbre { get; init; }

    /// <summary>What the names of file and folders should hold.</summary>
    public required IReadOnlyList<NameWish> Names { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<TextWish> Tags { get; init; }

    /// <summary>Parts of the folder's path.</summary>
    public required IReadOnlyList<TextWish> Folders { get; init; }

    /// <summary>Limits to the length, all of which hold.</summary>
    public required IReadOnlyList<LengthLimit> Lengths { get; init; }

    /// <summary>One hits or loops; null where both will do.</summary>
    public required SoundKind? Kind { get; init; }

    /// <summary>Favourites only, or none of them; null where both will do.</summary>
    public required bool? IsFavourite { get; init; }

    /// <summary>How the query was read, in one line for people.</summary>
    public required string Explanation { get; init; }

    /// <summary>Sentences about what could not be understood.</summary>
    public IEnumerable<string> Problems => Terms.Where(t => t.Kind == QueryTermKind.Problem).Select(t => t.Reading);

    /// <summary>Nothing is asked for: every sound matches.</summary>
    public bool IsEmpty => Terms.All(t => t.Kind is QueryTermKind.Filler or QueryTermKind.Problem);

    /// <summary>Understands a text. Case, accents and plurals play no part; typing errors are taken out.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="names">The words of the library's names, which are right as they are. Null where no library is known.</param>
    /// <param name="lexicon">The words to understand; those of this version unless told otherwise.</param>
    public static TextQuery Parse(string text, INameWords? names = null, SearchLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new QueryReader(text, names, lexicon ?? SearchLexicon.Default).Read();
    }
}
