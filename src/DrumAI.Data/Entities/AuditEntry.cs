namespace DrumAI.Data.Entities;

/// <summary>Something that an administrator did. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    /// <summary>Identifies the entry; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who: the administrator's name, which outlives the administrator's row; <c>console</c> for what a command did.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done: one of a few words such as <c>label.decide</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: the hash of a sound, the version of a model, the name of an administrator.</summary>
    public required string Subject { get; init; }

    /// <summary>How it was before; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>How it is since; null where there is nothing.</summary>
    public string? After { get; init; }
}
