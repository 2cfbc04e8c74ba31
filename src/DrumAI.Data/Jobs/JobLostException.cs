namespace DrumAI.Data.Jobs;

/// <summary>The job is no longer this worker's: its lease ran out, or somebody cancelled it.</summary>
public sealed class JobLostException(long id) : Exception($"Job {id} is no longer this worker's.");
