namespace DrumAI.Data.Entities;

/// <summary>A time at which another model became current. Rows are only ever added.</summary>
public sealed class ModelChange
{
    /// <summary>Identifies the change; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>The model that became current.</summary>
    public int ModelId { get; init; }

    /// <summary>The one that was until then; null for the first.</summary>
    public int? ReplacedId { get; init; }

    /// <summary>True where somebody went back to an earlier model.</summary>
    public bool IsRollBack { get; init; }

    /// <summary>Who or what did it: an administrator, a worker's job, the service itself.</summary>
    public required string By { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}
