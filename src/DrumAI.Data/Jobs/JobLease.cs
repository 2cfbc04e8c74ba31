using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data.Jobs;

/// <summary>A worker's hold on a job. Everything it changes it changes only while the lease is still its own.</summary>
public sealed class JobLease
{
    private readonly DrumDatabase database;
    private readonly Guid lease;

    internal JobLease(DrumDatabase database, Job job, Guid lease, TimeSpan duration)
    {
        this.database = database;
        this.lease = lease;
        Duration = duration;
        Id = job.Id;
        Kind = job.Kind;
        Reason = job.Reason;
        Attempt = job.Attempts + 1;
        MaxAttempts = job.MaxAttempts;
    }

    /// <summary>The job.</summary>
    public long Id { get; }

    /// <summary>What is to be done.</summary>
    public JobKind Kind { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>How many there may be.</summary>
    public int MaxAttempts { get; }

    /// <summary>How long the lease holds unless it is renewed.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Renews the lease.</summary>
    /// <param name="step">What is being done just now, for people.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False where the job is no longer this worker's.</returns>
    public Task<bool> RenewAsync(string? step = null, CancellationToken cancellation = default) => database.RunAsync(async context =>
    {
        var until = await DatabaseClock.NowAsync(context, cancellation) + Duration;
        return await Own(context).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.LeasedUntil, until).SetProperty(j => j.Step, j => step ?? j.Step), cancellation) == 1;
    });

    /// <summary>Holds on to the job until the transaction ends: whoever would take it waits.</summary>
    /// <exception cref="JobLostException">It is another's.</exception>
    public async Task GuardAsync(DrumDataContext context)
    {
        var until = await DatabaseClock.NowAsync(context) + Duration;
        if (await Own(context).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, until)) != 1) throw new JobLostException(Id);
    }

    /// <summary>The job is done.</summary>
    /// <param name="result">What came of it, as JSON.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False where the job is no longer this worker's.</returns>
    public Task<bool> CompleteAsync(string result, CancellationToken cancellation = default) => database.RunAsync(async context =>
    {
        var now = await DatabaseClock.NowAsync(context, cancellation);
        return await Own(context).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Status, JobStatus.Done).SetProperty(j => j.EndedAt, now).SetProperty(j => j.Lease, (Guid?)null)
                .SetProperty(j => j.Result, result).SetProperty(j => j.Step, (string?)null),
            cancellation) == 1;
    });

    /// <summary>The job went wrong: it is free again after a pause that doubles with each attempt, or given up.</summary>
    /// <param name="error">What went wrong, for people.</param>
    /// <param name="isHopeless">True where trying again cannot help.</param>
    /// <param name="pause">Pause after the first attempt.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False where the job is no longer this worker's.</returns>
    public Task<bool> FailAsync(string error, bool isHopeless, TimeSpan pause, CancellationToken cancellation = default) => database.RunAsync(async context =>
    {
        var now = await DatabaseClock.NowAsync(context, cancellation);
        if (isHopeless || Attempt >= MaxAttempts)
        {
            return await Own(context).ExecuteUpdateAsync(
                set => set.SetProperty(j => j.Status, JobStatus.Failed).SetProperty(j => j.EndedAt, now).SetProperty(j => j.Lease, (Guid?)null)
                    .SetProperty(j => j.Error, error).SetProperty(j => j.Step, (string?)null),
                cancellation) == 1;
        }

        var again = now + (pause * Math.Pow(2, Attempt - 1));
        return await Own(context).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.LeasedUntil, again).SetProperty(j => j.Lease, (Guid?)null).SetProperty(j => j.Error, error).SetProperty(j => j.Step, "waits to be tried again"),
            cancellation) == 1;
    });

    /// <summary>Gives the job back untried, since the worker stops.</summary>
    public Task<bool> ReleaseAsync() => database.RunAsync(async context =>
    {
        var now = await DatabaseClock.NowAsync(context);
        return await Own(context).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.LeasedUntil, now.AddMilliseconds(-1)).SetProperty(j => j.Lease, (Guid?)null)
                .SetProperty(j => j.Attempts, Attempt - 1).SetProperty(j => j.Error, "The worker was stopped.").SetProperty(j => j.Step, (string?)null)) == 1;
    });

    private IQueryable<Job> Own(DrumDataContext context) => context.Jobs.Where(j => j.Id == Id && j.Status == JobStatus.Running && j.Lease == lease);
}
