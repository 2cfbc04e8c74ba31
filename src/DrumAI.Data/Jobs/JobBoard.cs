using System.Data.Common;
using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data.Jobs;

/// <summary>
/// Jobs in the database. A worker takes one by a single statement that changes its row only if nobody else has, so two never share one; and holds it by
/// a lease that it renews. A job whose lease has run out is free again, as often as it may be tried. Times are by the database's clock.
/// </summary>
public sealed class JobBoard(DrumDatabase database)
{
    /// <summary>How often a job is tried.</summary>
    public const int DefaultAttempts = 3;

    /// <summary>The latest jobs, the newest first.</summary>
    public Task<List<Job>> ListAsync(int count = 50, CancellationToken cancellation = default) =>
        database.RunAsync(context => context.Jobs.OrderByDescending(j => j.Id).Take(count).ToListAsync(cancellation));

    /// <summary>One job; null where there is none.</summary>
    public Task<Job?> FindAsync(long id, CancellationToken cancellation = default) =>
        database.RunAsync(context => context.Jobs.SingleOrDefaultAsync(j => j.Id == id, cancellation));

    /// <summary>Queues a job, unless one of its kind waits already.</summary>
    /// <param name="kind">What is to be done.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="maxAttempts">How often it may be tried.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The new job, or the one that waits.</returns>
    public async Task<Job> EnqueueAsync(JobKind kind, string reason, int maxAttempts = DefaultAttempts, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        while (true)
        {
            try
            {
                return await database.RunAsync(async context =>
                {
                    if (await context.Jobs.FirstOrDefaultAsync(j => j.Kind == kind && j.Status == JobStatus.Queued, cancellation) is { } waiting) return waiting;
                    var job = new Job { Kind = kind, Reason = reason, MaxAttempts = maxAttempts, QueuedAt = await DatabaseClock.NowAsync(context, cancellation) };
                    context.Jobs.Add(job);
                    await context.SaveChangesAsync(cancellation);
                    return job;
                });
            }
            catch (DbUpdateException e) when (e.InnerException is DbException { SqlState: "23505" } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
            {
                // Somebody queued one at the same moment; or a worker took it since, and there is room again.
            }
        }
    }

    /// <summary>Takes the oldest job that is free. Of each kind one is worked on at a time.</summary>
    /// <param name="worker">Who takes it: machine and process.</param>
    /// <param name="duration">How long the lease holds unless it is renewed.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The lease; null where there is nothing to do.</returns>
    public Task<JobLease?> TakeAsync(string worker, TimeSpan duration, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        return database.RunAsync(async context =>
        {
            var now = await DatabaseClock.NowAsync(context, cancellation);
            await context.Jobs.Where(j => j.Status == JobStatus.Running && j.LeasedUntil < now && j.Attempts >= j.MaxAttempts).ExecuteUpdateAsync(
                set => set.SetProperty(j => j.Status, JobStatus.Failed).SetProperty(j => j.EndedAt, now).SetProperty(j => j.Lease, (Guid?)null)
                    .SetProperty(j => j.Error, j => j.Error ?? "The worker was lost."),
                cancellation);
            var free = await context.Jobs
                .Where(j => j.Status == JobStatus.Queued || (j.Status == JobStatus.Running && j.LeasedUntil < now))
                .Where(j => !context.Jobs.Any(other => other.Kind == j.Kind && other.Id != j.Id && other.Status == JobStatus.Running && other.LeasedUntil >= now))
                .OrderBy(j => j.Id).Take(8).ToListAsync(cancellation);
            foreach (var job in free)
            {
                var lease = Guid.NewGuid();
                string? lost = job.Status == JobStatus.Running ? job.Error ?? $"The worker {job.Worker} was lost." : null;
                int taken = await context.Jobs
                    .Where(j => j.Id == job.Id && j.Status == job.Status && j.Lease == job.Lease && j.Attempts == job.Attempts)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.Lease, lease).SetProperty(j => j.LeasedUntil, now + duration)
                            .SetProperty(j => j.Attempts, job.Attempts + 1).SetProperty(j => j.Worker, worker).SetProperty(j => j.StartedAt, now)
                            .SetProperty(j => j.Step, (string?)null).SetProperty(j => j.Error, lost),
                        cancellation);
                if (taken == 1) return new JobLease(database, job, lease, duration);
            }

            return null;
        });
    }

    /// <summary>Cancels a job that has not ended. A worker that has it notices when it next renews its lease, and stops.</summary>
    /// <param name="id">The job.</param>
    /// <param name="by">Who cancels it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether there was one to cancel.</returns>
    public Task<bool> CancelAsync(long id, string by, CancellationToken cancellation = default) => database.RunAsync(async context =>
    {
        var now = await DatabaseClock.NowAsync(context, cancellation);
        return await context.Jobs.Where(j => j.Id == id && (j.Status == JobStatus.Queued || j.Status == JobStatus.Running)).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Status, JobStatus.Cancelled).SetProperty(j => j.Lease, (Guid?)null).SetProperty(j => j.EndedAt, now)
                .SetProperty(j => j.Error, $"Cancelled by {by}."),
            cancellation) == 1;
    });
}
