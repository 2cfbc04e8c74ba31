namespace DrumAI.Search;

/// <summary>Consecutive words that mean something together; where <paramref name="Entry"/> is null they are words of names.</summary>
internal sealed record QueryExpression(IReadOnlyList<QueryWord> Words, LexiconEntry? Entry, bool IsExcluded, bool IsStrong = false)
{
    /// <summary>The words as typed.</summary>
    public string Text => string.Join(' ', Words.Select(w => w.Token).Distinct(ReferenceEqualityComparer.Instance).Cast<QueryToken>().Select(t => t.Text));

    public bool IsCorrected => Words.Any(w => w.IsCorrected);
}
