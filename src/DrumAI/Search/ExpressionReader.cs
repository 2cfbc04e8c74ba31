namespace DrumAI.Search;

/// <summary>
/// Reads plain words: the longest expression that the lexicon knows, from left to right; what it does not know is a word of names. A word
/// with a typing error is first replaced by the lexicon's nearest, unless names in the library hold it; and stays what it was where that
/// leads to no expression.
/// </summary>
internal sealed class ExpressionReader(SearchLexicon lexicon, INameWords? names)
{
    public IEnumerable<QueryExpression> Read(IReadOnlyList<QueryToken> tokens)
    {
        QueryWord[] words = [.. tokens.SelectMany(t => LetterFolding.Words(t.Value).Select(w => Correct(t, w)))];
        for (int i = 0; i < words.Length;)
        {
            var (entry, length) = FindLongest(words, i);
            if (entry is { IsNegation: true } or { IsStrong: true } && ReadModified(words, i) is { } modified)
            {
                yield return modified;
                i += modified.Words.Count;
                continue;
            }

            if (entry is null or { IsNegation: true } or { IsStrong: true }) (entry, length) = (null, NameLength(words, i));
            yield return new QueryExpression(words[i..(i + length)], entry, words[i].Token.IsExcluded);
            i += length;
        }
    }

    private QueryWord Correct(QueryToken token, string word)
    {
        string stem = SearchLexicon.Stem(word);
        if (lexicon.HasWord(stem) || names?.Has(word) == true) return new QueryWord(token, word, stem, IsCorrected: false);
        string? meant = SpellingCorrection.Nearest(stem, lexicon.Vocabulary);
        return new QueryWord(token, word, meant ?? stem, IsCorrected: meant is not null);
    }

    /// <summary>"not bright", "very bright", "not very bright": an expression with what stands before it; null where none follows that can be so modified.</summary>
    private QueryExpression? ReadModified(QueryWord[] words, int start)
    {
        bool negated = words[start].Token.IsExcluded, strong = false;
        int i = start;
        while (i < words.Length)
        {
            var (entry, length) = FindLongest(words, i);
            if (entry is null or { IsFiller: true }) return null;
            if (entry.IsNegation) negated = !negated;
            else if (entry.IsStrong) strong = true;
            else if (strong && entry.Timbre is null) return null;
            else return new QueryExpression(words[start..(i + length)], entry, negated ^ (i > start && words[i].Token.IsExcluded), strong);
            i += length;
        }

        return null;
    }

    private (LexiconEntry? Entry, int Length) FindLongest(QueryWord[] words, int start)
    {
        for (int length = Math.Min(lexicon.LongestExpression, words.Length - start); length > 0; length--)
        {
            var run = new ArraySegment<QueryWord>(words, start, length);
            // A minus reaches as far as its piece does, and no expression runs over its edge.
            if (run.Any(w => w.Token != run[0].Token && (w.Token.IsExcluded || run[0].Token.IsExcluded))) continue;
            if (lexicon.Find(run.Select(w => w.Stem)) is { } entry) return (entry, length);
        }

        return (null, 0);
    }

    /// <summary>Words of one piece that mean nothing else belong together in names: <c>tr-808</c>.</summary>
    private int NameLength(QueryWord[] words, int start)
    {
        int end = start + 1;
        while (end < words.Length && ReferenceEquals(words[end].Token, words[start].Token) && FindLongest(words, end).Entry is null) end++;
        return end - start;
    }
}
