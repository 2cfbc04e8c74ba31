using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Retraining;

/// <summary>Queues a retraining where there is something new to learn. Any number of replicas may ask at once: one job waits at most.</summary>
internal sealed partial class RetrainingTrigger(DrumDatabase database, JobBoard board, ServiceOptions options, ILogger<RetrainingTrigger> log)
{
    /// <summary>It is time: queues a job if anything was agreed on since the last.</summary>
    public Task<Job?> OnScheduleAsync(CancellationToken cancellation) => EnqueueAsync(1, "on schedule", cancellation);

    /// <summary>Queues a job if enough was agreed on since the last.</summary>
    public Task<Job?> WhenEnoughAsync(CancellationToken cancellation) => EnqueueAsync(options.RetrainAfter, "enough that is new", cancellation);

    private async Task<Job?> EnqueueAsync(int least, string reason, CancellationToken cancellation)
    {
        int count = await database.RunAsync(async context =>
        {
            var last = await context.Jobs.Where(j => j.Kind == JobKind.Retrain).OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancellation);
            // While one waits or runs, what comes meanwhile is for the next.
            if (last is { Status: JobStatus.Queued or JobStatus.Running }) return 0;
            var since = last?.QueuedAt ?? DateTimeOffset.UnixEpoch;
            return await context.Consensus.Where(c => c.SettledAt > since).Take(least).CountAsync(cancellation);
        });
        if (count < least) return null;
        var job = await board.EnqueueAsync(JobKind.Retrain, reason, cancellation: cancellation);
        LogQueued(log, job.Id, reason);
        return job;
    }

    [LoggerMessage(EventId = 110, Level = LogLevel.Information, Message = "Retraining queued as job {Job}: {Reason}")]
    private static partial void LogQueued(ILogger logger, long job, string reason);
}
