namespace DrumAI.Lab.Store;

/// <summary>What a fill did.</summary>
/// <param name="Files">Files of the set.</param>
/// <param name="Computed">Files of which something was missing and computed now.</param>
/// <param name="Unreadable">Files that cannot be read, now or before.</param>
/// <param name="Elapsed">Time for those computed.</param>
internal sealed record FillSummary(int Files, int Computed, int Unreadable, TimeSpan Elapsed);
