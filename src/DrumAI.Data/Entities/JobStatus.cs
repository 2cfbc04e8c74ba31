namespace DrumAI.Data.Entities;

/// <summary>How far a job is. The numbers are in the database.</summary>
public enum JobStatus
{
    /// <summary>Waits for a worker. Of each kind one job at most does, which the database itself holds.</summary>
    Queued = 0,

    /// <summary>A worker has it; or had it and is lost, or failed and it is to be tried again: then it is free once its lease has run out.</summary>
    Running = 1,

    /// <summary>Done.</summary>
    Done = 2,

    /// <summary>Given up.</summary>
    Failed = 3,

    /// <summary>An administrator did not want it any more.</summary>
    Cancelled = 4,
}
