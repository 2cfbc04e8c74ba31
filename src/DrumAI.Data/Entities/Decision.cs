namespace DrumAI.Data.Entities;

/// <summary>
/// An administrator's word on what a sound is, where voters could not agree. It is no vote: it stands above them, and is kept as what it is. Rows are
/// only ever added; the last one on a sound holds.
/// </summary>
public sealed class Decision
{
    /// <summary>Identifies the decision; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>The class; null where an earlier decision is taken back, and the votes hold again.</summary>
    public int? ClassId { get; init; }

    /// <summary>The sub-class; null where that is open.</summary>
    public int? SubclassId { get; init; }

    /// <summary>Name of the administrator.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset DecidedAt { get; init; }
}
