namespace DrumAI.Search;

/// <summary>One word of a query that stands for itself.</summary>
/// <param name="Token">The piece it comes from; <c>hi-hat</c> is one piece of two words.</param>
/// <param name="Folded">The word as typed, folded.</param>
/// <param name="Stem">What the lexicon is asked for: without a plural's s, typing errors taken out.</param>
/// <param name="IsCorrected">A typing error was taken out.</param>
internal sealed record QueryWord(QueryToken Token, string Folded, string Stem, bool IsCorrected);
