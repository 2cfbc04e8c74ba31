using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Corrections;

/// <summary>
/// Goes over all sounds with votes, a few at a time, for as long as votes come in: what somebody said before anybody knew them is weighed by what is
/// known of them now. A vote itself is weighed at once; this is the rest of the estimation.
/// </summary>
internal sealed partial class Reconsideration(
    SubmissionWriter writer, SubmissionQueue queue, ServiceOptions options, TimeProvider time, ILogger<Reconsideration> log) : BackgroundService
{
    /// <summary>Votes in a slice: all writers wait for one, so it takes milliseconds.</summary>
    private const int SliceLength = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ReconsiderEvery, time);
        long seen = 0, last = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // A round that was begun is brought to its end, and then rests until there are new votes.
                if (last == 0 && queue.VoteCount == seen) continue;
                if (last == 0) seen = queue.VoteCount;
                last = await ReconsiderAsync(last) ?? 0;
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task<long?> ReconsiderAsync(long after)
    {
        try
        {
            return await writer.ReconsiderAsync(after, SliceLength);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away; the round goes on where it was when it is back.
            LogFailure(log, e);
            return after;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Votes could not be weighed again")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
