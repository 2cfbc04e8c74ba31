namespace DrumAI.Data.Entities;

/// <summary>
/// A piece of work that a worker takes out of the database: with a lease, which it renews while it lives. Once that has run out the job is another's.
/// </summary>
public sealed class Job
{
    /// <summary>Identifies the job; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>What is to be done.</summary>
    public JobKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public JobStatus Status { get; set; }

    /// <summary>Why it was queued, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When a worker took it, the last time; null where none did.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended; null where it did not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How often it was taken.</summary>
    public int Attempts { get; set; }

    /// <summary>How often it may be taken.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>Who has it: the worker's machine and process.</summary>
    public string? Worker { get; set; }

    /// <summary>Names this one taking of it, so that a worker that was thought dead can change nothing when it comes back.</summary>
    public Guid? Lease { get; set; }

    /// <summary>When the lease runs out, by the database's clock.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>What the worker does just now, for people.</summary>
    public string? Step { get; set; }

    /// <summary>What came of it, as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>What went wrong the last time, for people; null where nothing did.</summary>
    public string? Error { get; set; }
}
