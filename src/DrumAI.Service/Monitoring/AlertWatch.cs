using System.Globalization;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Registry;
using DrumAI.Service.Http;
using DrumAI.Service.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Monitoring;

/// <summary>
/// Looks every few minutes whether anything calls for an operator, raises alerts and clears those that are over. Every replica looks; the database holds that an alert is raised once, and the
/// replica that raised it writes the log event.
/// </summary>
internal sealed partial class AlertWatch(
    DrumDatabase database, MonitoringReader reader, ModelRegistry registry, ServedModels models, ServiceOptions options, TimeProvider time, ILogger<AlertWatch> log) : BackgroundService
{
    private const long LeastVotes = 50;
    private const double ManyCorrections = 0.5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var standing = new List<(string Kind, string Subject, string Message)>();
        await AddDriftAsync(standing, cancellation);
        await AddCorrectionsAsync(standing, cancellation);
        await AddJobsAsync(standing, cancellation);
        if (await registry.CurrentAsync(cancellation) is { } current && current.Id != models.Current.Entry.Id)
            standing.Add(("model", current.Name, $"{current.Name} is current, and a replica serves {models.Current.Entry.Name}."));
        await database.RunAsync(context => WriteAsync(context, standing, cancellation));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CheckEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFailure(log, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task AddDriftAsync(List<(string Kind, string Subject, string Message)> standing, CancellationToken cancellation)
    {
        var drift = await reader.DriftAsync(cancellation: cancellation);
        ServiceTelemetry.Drift = drift;
        foreach (var feature in drift.Where(f => f.IsLarge))
        {
            standing.Add(("drift", feature.Feature, string.Create(
                CultureInfo.InvariantCulture, $"The sounds of the last day are not like those that the model learnt from: {feature.Feature}, population stability index {feature.StabilityIndex:0.00}.")));
        }
    }

    private async Task AddCorrectionsAsync(List<(string Kind, string Subject, string Message)> standing, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        string model = models.Current.Entry.Name;
        foreach (var ofClass in (await reader.ActivityAsync(now.AddDays(-7), now, cancellation: cancellation)).Where(r => r.Model == model).GroupBy(r => r.Class))
        {
            long votes = ofClass.Sum(r => r.Votes), corrections = ofClass.Sum(r => r.Corrections);
            if (votes >= LeastVotes && corrections > votes * ManyCorrections)
                standing.Add(("corrections", ofClass.Key, $"Of {votes} votes on what {model} heard as {ofClass.Key}, {corrections} say that it is something else."));
        }
    }

    private async Task AddJobsAsync(List<(string Kind, string Subject, string Message)> standing, CancellationToken cancellation)
    {
        var job = await database.RunAsync(context => context.Jobs.OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancellation));
        ServiceTelemetry.WaitingJobs = job is { Status: JobStatus.Queued } ? 1 : 0;
        if (job is null) return;
        string subject = job.Id.ToString(CultureInfo.InvariantCulture);
        if (job.Status == JobStatus.Failed) standing.Add(("job", subject, $"Job {job.Id} failed: {job.Error}"));
        else if (job.Status == JobStatus.Queued && time.GetUtcNow() - job.QueuedAt > LongestWait) standing.Add(("queue", subject, $"Job {job.Id} waits, and no worker takes it."));
    }

    private async Task<bool> WriteAsync(DrumDataContext context, List<(string Kind, string Subject, string Message)> standing, CancellationToken cancellation)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (kind, subject, message) in standing)
        {
            int raised = await context.Database.ExecuteSqlAsync(
                $"""INSERT INTO "Alerts" ("Kind", "Subject", "Message", "RaisedAt") VALUES ({kind}, {subject}, {message}, {now}) ON CONFLICT DO NOTHING""", cancellation);
            if (raised == 0) continue;
            ServiceTelemetry.Alerts.Add(1, new KeyValuePair<string, object?>("kind", kind));
            LogRaised(log, kind, subject, message);
        }

        foreach (var open in await context.Alerts.Where(a => a.ClearedAt == null).ToListAsync(cancellation))
        {
            if (standing.Any(s => s.Kind == open.Kind && s.Subject == open.Subject)) continue;
            var cleared = time.GetUtcNow();
            int ended = await context.Alerts.Where(a => a.Id == open.Id && a.ClearedAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.ClearedAt, cleared), cancellation);
            if (ended > 0) LogCleared(log, open.Kind, open.Subject);
        }

        return true;
    }

    [LoggerMessage(EventId = 130, Level = LogLevel.Warning, Message = "Alert raised: {Kind} {Subject}: {AlertMessage}")]
    private static partial void LogRaised(ILogger logger, string kind, string subject, string alertMessage);

    [LoggerMessage(EventId = 131, Level = LogLevel.Information, Message = "Alert cleared: {Kind} {Subject}")]
    private static partial void LogCleared(ILogger logger, string kind, string subject);

    [LoggerMessage(EventId = 132, Level = LogLevel.Error, Message = "It could not be looked whether anything calls for an alert")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
