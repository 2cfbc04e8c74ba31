namespace DrumAI.Search;

/// <summary>How one part of a query was read.</summary>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Text">The part, as typed.</param>
/// <param name="Reading">What it means: a wire name, a timbre word, a name's words; for <see cref="QueryTermKind.Problem"/> what is wrong.</param>
/// <param name="IsExcluded">It says what is not wanted.</param>
/// <param name="IsCorrected">A typing error was taken out.</param>
public sealed record QueryTerm(QueryTermKind Kind, string Text, string Reading, bool IsExcluded = false, bool IsCorrected = false);
