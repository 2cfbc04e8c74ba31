using System.Threading.Channels;
using DrumAI.Client.Wire;
using DrumAI.Service.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Corrections;

/// <summary>
/// Stores what is submitted, many at once: whatever comes while a transaction is under way goes into the next one together. Nobody gets an answer
/// before theirs is committed.
/// </summary>
internal sealed partial class SubmissionQueue(SubmissionWriter writer, ServiceOptions options, ILogger<SubmissionQueue> log) : BackgroundService
{
    private const int MaxBatch = 512;

    private readonly Channel<Pending> waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.SubmissionQueue)
    {
        SingleReader = true,
    });

    private long voteCount;

    /// <summary>Votes stored by this process, and accounts erased.</summary>
    public long VoteCount => Interlocked.Read(ref voteCount);

    /// <summary>Stores a submission.</summary>
    /// <returns>What it is answered with.</returns>
    /// <exception cref="RequestRefusedException">Too many wait, the account is no more, or the submission is not believed.</exception>
    public async Task<Receipt> StoreAsync(Submission submission, CancellationToken cancellation) =>
        (await EnqueueAsync(new Pending(submission, submission.UserId), cancellation))!;

    /// <summary>Erases an account and its votes.</summary>
    public Task EraseAsync(long userId, CancellationToken cancellation) => EnqueueAsync(new Pending(null, userId), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stop = stoppingToken.Register(() => waiting.Writer.TryComplete());
        var batch = new List<Pending>();
        // What was taken in is stored even while the service stops.
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && waiting.Reader.TryPeek(out var next))
            {
                if (next.Submission is null && batch.Count > 0) break;
                waiting.Reader.TryRead(out _);
                batch.Add(next);
                if (next.Submission is null) break;
            }

            await WriteAsync(batch);
        }
    }

    private async Task<Receipt?> EnqueueAsync(Pending pending, CancellationToken cancellation)
    {
        if (!waiting.Writer.TryWrite(pending))
        {
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "Busy", "The service has all the corrections that it can store.")
            {
                RetryAfter = TimeSpan.FromSeconds(2),
            };
        }

        return await pending.Done.Task.WaitAsync(cancellation);
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        try
        {
            if (batch is [{ Submission: null } erasure])
            {
                await writer.EraseAsync(erasure.UserId);
                Interlocked.Increment(ref voteCount);
                erasure.Done.TrySetResult(null);
                return;
            }

            var answers = await writer.StoreAsync([.. batch.Select(p => p.Submission!)]);
            Interlocked.Add(ref voteCount, batch.Count(p => p.Submission!.ClassId is not null));
            ServiceTelemetry.BatchSize.Record(batch.Count);
            for (int i = 0; i < batch.Count; i++)
            {
                if (answers[i].Refusal is { } refusal) batch[i].Done.TrySetException(refusal);
                else batch[i].Done.TrySetResult(answers[i].Receipt);
            }
        }
        catch (Exception e)
        {
            LogFailure(log, e, batch.Count);
            // One that cannot be stored must not take the others with it.
            if (batch.Count == 1) batch[0].Done.TrySetException(e);
            else
                foreach (var pending in batch) await WriteAsync([pending]);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} submissions could not be stored")]
    private static partial void LogFailure(ILogger logger, Exception exception, int count);

    private sealed record Pending(Submission? Submission, long UserId)
    {
        public TaskCompletionSource<Receipt?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
