namespace DrumAI.Search;

/// <summary>One piece of a query's text.</summary>
/// <param name="Text">All of it, as typed.</param>
/// <param name="Key">What stands before a colon, folded; null where there is none.</param>
/// <param name="Value">The rest, without minus and quotation marks.</param>
/// <param name="IsQuoted">It stood in quotation marks.</param>
/// <param name="IsExcluded">A minus stood before it.</param>
internal sealed record QueryToken(string Text, string? Key, string Value, bool IsQuoted, bool IsExcluded);
