namespace DrumAI.Catalogue.Entities;

/// <summary>Something that the musician did to one or many sounds in one go, and can undo. Edits are kept for good.</summary>
public sealed class Edit
{
    /// <summary>Identifies the edit; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>What was edited.</summary>
    public EditKind Kind { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset DoneAt { get; init; }

    /// <summary>When it was undone; null where it stands.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>What it changed.</summary>
    public ICollection<EditItem> Items { get; } = [];
}
