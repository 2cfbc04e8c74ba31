using DrumAI.Data;
using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Monitoring;

/// <summary>
/// Adds the counts of this replica to those of all, every few seconds and when the service stops. What a replica that is killed had counted since is lost, and nothing else.
/// </summary>
internal sealed partial class ActivityWriter(ActivityCounters counters, DrumDatabase database, ServiceOptions options, TimeProvider time, ILogger<ActivityWriter> log) : BackgroundService
{
    private const int KeptFeatureHours = 60 * 24, KeptActivityHours = 400 * 24;

    private List<ModelActivity> activity = [];
    private List<FeatureActivity> features = [];
    private int tidiedOn;

    /// <summary>Adds what was counted until now.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var (counted, bins) = counters.Take();
        activity.AddRange(counted);
        features.AddRange(bins);
        if (activity.Count == 0 && features.Count == 0) return;
        await database.RunAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            // In one order, so that two replicas never wait for each other crosswise.
            foreach (var a in activity.OrderBy(a => (a.Hour, a.ModelId, a.ClassId))) await AddAsync(context, a, cancellation);
            foreach (var f in features.OrderBy(f => (f.Hour, f.ModelId)).ThenBy(f => f.Feature, StringComparer.Ordinal).ThenBy(f => f.Bin)) await AddAsync(context, f, cancellation);
            await TidyAsync(context, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        });
        (activity, features) = ([], []);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CountEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryFlushAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await TryFlushAsync(CancellationToken.None);
        }
    }

    private async Task TryFlushAsync(CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away; the counts wait.
            LogFailure(log, e);
        }
    }

    private static Task<int> AddAsync(DrumDataContext context, ModelActivity a, CancellationToken cancellation) => context.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "ModelActivity" ("Hour", "ModelId", "ClassId", "Predictions", "Confidence", "Unsure", "Votes", "Corrections")
        VALUES ({a.Hour}, {a.ModelId}, {a.ClassId}, {a.Predictions}, {a.Confidence}, {a.Unsure}, {a.Votes}, {a.Corrections})
        ON CONFLICT ("Hour", "ModelId", "ClassId") DO UPDATE SET
            "Predictions" = "ModelActivity"."Predictions" + excluded."Predictions", "Confidence" = "ModelActivity"."Confidence" + excluded."Confidence",
            "Unsure" = "ModelActivity"."Unsure" + excluded."Unsure", "Votes" = "ModelActivity"."Votes" + excluded."Votes",
            "Corrections" = "ModelActivity"."Corrections" + excluded."Corrections"
        """,
        cancellation);

    private static Task<int> AddAsync(DrumDataContext context, FeatureActivity f, CancellationToken cancellation) => context.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "FeatureActivity" ("Hour", "ModelId", "Feature", "Bin", "Count") VALUES ({f.Hour}, {f.ModelId}, {f.Feature}, {f.Bin}, {f.Count})
        ON CONFLICT ("Hour", "ModelId", "Feature", "Bin") DO UPDATE SET "Count" = "FeatureActivity"."Count" + excluded."Count"
        """,
        cancellation);

    /// <summary>Once a day forgets what is long past.</summary>
    private async Task TidyAsync(DrumDataContext context, CancellationToken cancellation)
    {
        int hour = (int)(time.GetUtcNow().ToUnixTimeSeconds() / 3600);
        if (hour / 24 == tidiedOn) return;
        await context.FeatureActivity.Where(f => f.Hour < hour - KeptFeatureHours).ExecuteDeleteAsync(cancellation);
        await context.ModelActivity.Where(a => a.Hour < hour - KeptActivityHours).ExecuteDeleteAsync(cancellation);
        tidiedOn = hour / 24;
    }

    [LoggerMessage(EventId = 120, Level = LogLevel.Warning, Message = "Counts of predictions could not be stored; they wait")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
