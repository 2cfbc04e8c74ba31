namespace DrumAI.Search;

/// <summary>How one part of a query was read.</summary>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Text">The part, as typed.</param>
/// <param name="Reading">What it means: a wire name, a timbre word, a name's words; for <see cref="QueryTermKind.Problem"/> what is wrong.</param>
/// <param name="IsExcluded">It says what is not wanted.</param>
/// <param name="IsCorrected">A typing error was taken out.</param>
/// <param name="Fault">For <see cref="QueryTermKind.Problem"/> what is wrong, for those who say it in words of their own.</param>
/// <param name="Subject">What of the part is wrong.</param>
/// <param name="Suggestion">What may have been meant; null where nothing comes near.</param>
public sealed record QueryTerm(
    QueryTermKind Kind, string Text, string Reading, bool IsExcluded = false, bool IsCorrected = false, QueryFault Fault = QueryFault.None, string? Subject = null,
    string? Suggestion = null);
