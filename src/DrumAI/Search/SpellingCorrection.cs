namespace DrumAI.Search;

/// <summary>
/// Finds the word that was meant. It is cautious: a wrong correction hides what was asked for, so short words are left alone, the first
/// letter must be right, and in words of four letters none may be exchanged for another (<c>rock</c> is no <c>rack</c>).
/// </summary>
public static class SpellingCorrection
{
    private const int ShortestCorrected = 4;
    private const int ShortestTwice = 8;

    /// <summary>The nearest word of a vocabulary.</summary>
    /// <param name="word">A folded word.</param>
    /// <param name="vocabulary">Folded words, <paramref name="word"/> not among them.</param>
    /// <returns>Null where none is near enough.</returns>
    public static string? Nearest(string word, IEnumerable<string> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (word.Length < ShortestCorrected || word.Any(char.IsDigit)) return null;
        int limit = word.Length < ShortestTwice ? 1 : 2;
        string? nearest = null;
        (int Distance, int Lengths) best = (limit, int.MaxValue);
        foreach (string candidate in vocabulary)
        {
            if (candidate.Length < ShortestCorrected || candidate[0] != word[0]) continue;
            if (candidate.Length < ShortestTwice && limit == 2 && candidate.Length != word.Length - 1) continue;
            int distance = EditDistance.Between(word, candidate, best.Distance);
            if (distance > best.Distance || IsExchangeInShortWord(word, candidate)) continue;
            var score = (distance, Math.Abs(word.Length - candidate.Length));
            int order = score.CompareTo(best);
            if (order > 0 || order == 0 && string.CompareOrdinal(candidate, nearest) >= 0) continue;
            (best, nearest) = (score, candidate);
        }

        return nearest;
    }

    /// <summary>Of equally long words that differ in one letter; swapped neighbours differ in two.</summary>
    private static bool IsExchangeInShortWord(string word, string candidate) =>
        word.Length == ShortestCorrected && candidate.Length == word.Length && word.Zip(candidate).Count(p => p.First != p.Second) == 1;
}
