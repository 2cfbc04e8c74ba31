using DrumAI.Catalogue.Entities;

namespace DrumAI.Catalogue.Edits;

/// <summary>An edit of the history, and what it changed.</summary>
/// <param name="Id">Its number; later edits have higher ones.</param>
/// <param name="Kind">What was edited.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="UndoneAt">When it was undone; null where it stands.</param>
/// <param name="Changes">What it changed, in the order in which it was done.</param>
public sealed record EditRecord(long Id, EditKind Kind, DateTimeOffset DoneAt, DateTimeOffset? UndoneAt, IReadOnlyList<EditChange> Changes);
