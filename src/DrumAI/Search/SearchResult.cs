namespace DrumAI.Search;

/// <summary>What a search found.</summary>
/// <param name="Best">The best, in order.</param>
/// <param name="Count">How many match in all.</param>
public sealed record SearchResult(IReadOnlyList<ScoredId> Best, int Count);
