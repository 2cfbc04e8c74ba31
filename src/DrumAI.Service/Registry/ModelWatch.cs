using DrumAI.Classification;
using DrumAI.Data.Entities;
using DrumAI.Data.Registry;
using DrumAI.Service.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Registry;

/// <summary>
/// Looks every few seconds which model is current, and serves that one. A model that cannot be loaded is told of once, and the one before it served on.
/// </summary>
internal sealed partial class ModelWatch(ModelRegistry registry, ServedModels models, ServiceOptions options, TimeProvider time, ILogger<ModelWatch> log) : BackgroundService
{
    /// <summary>Models, the newest first, whose predictions are held against their embeddings.</summary>
    private const int LookedInto = 16;

    private int? refused;
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.LookForModelsEvery, time);
        try
        {
            do await LookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var all = await registry.ListAsync(cancellation);
            models.Note(all);
            isAway = false;
            foreach (var model in all.Take(LookedInto).Where(m => !models.HasLookedInto(m.Name))) await LookIntoAsync(model, cancellation);
            if (all.Find(m => m.Status == ModelStatus.Current) is not { } current) return;
            if (current.Id == models.Current.Entry.Id) refused = null;
            else if (current.Id != refused) await ExchangeAsync(current, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away: what is served is served on, and this is told once.
            if (!isAway) LogAway(log, e);
            isAway = true;
        }
    }

    private async Task LookIntoAsync(RegisteredModel model, CancellationToken cancellation)
    {
        string? reason;
        try
        {
            reason = models.AddEmbeddingClassifier(model.Name, await registry.ReadAsync(model, cancellation));
        }
        catch (ModelException e)
        {
            models.AddEmbeddingClassifier(model.Name, package: null);
            reason = e.Message;
        }

        if (reason is not null) LogUnchecked(log, model.Name, reason);
    }

    private async Task ExchangeAsync(RegisteredModel current, CancellationToken cancellation)
    {
        try
        {
            var next = await ModelStart.OpenAsync(registry, current, cancellation);
            string before = models.Current.Entry.Name;
            models.Exchange(next);
            refused = null;
            ServiceTelemetry.ModelExchanges.Add(1);
            LogExchanged(log, current.Name, before);
        }
        catch (ModelException e)
        {
            refused = current.Id;
            ServiceTelemetry.ModelFailures.Add(1);
            LogRefused(log, e, current.Name, models.Current.Entry.Name);
        }
    }

    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Model {Model} is served from now on, instead of {Before}")]
    private static partial void LogExchanged(ILogger logger, string model, string before);

    [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "Model {Model} is current but cannot be served; {Before} is served on")]
    private static partial void LogRefused(ILogger logger, Exception exception, string model, string before);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "The registry of models does not answer")]
    private static partial void LogAway(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "What {Model} is said to have found is not held against embeddings: {Reason}")]
    private static partial void LogUnchecked(ILogger logger, string model, string reason);
}
