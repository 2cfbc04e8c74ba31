namespace DrumAI.Dashboard.Statistics;

/// <summary>Something that an administrator should look at.</summary>
/// <param name="Text">Name of the text that says it.</param>
/// <param name="Count">How many there are of it.</param>
/// <param name="Path">The page that shows it.</param>
/// <param name="Note">More about it, as whoever found it says it.</param>
internal sealed record AttentionItem(string Text, int Count, string Path, string? Note = null);
