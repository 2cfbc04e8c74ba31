using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Corrections;
using DrumAI.Service.Registry;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Monitoring;

/// <summary>What an operator can know of the models at work: read from counts that all replicas add to.</summary>
public sealed class MonitoringReader
{
    /// <summary>Under so many sounds the index is mostly noise.</summary>
    private const long LeastSounds = 200;

    private readonly DrumDatabase database;
    private readonly ServedModels models;
    private readonly TaxonomyIds taxonomy;
    private readonly TimeProvider time;

    internal MonitoringReader(DrumDatabase database, ServedModels models, TaxonomyIds taxonomy, TimeProvider time) =>
        (this.database, this.models, this.taxonomy, this.time) = (database, models, taxonomy, time);

    /// <summary>Predictions and corrections by model and class, an hour or a day a row, the latest first.</summary>
    /// <param name="from">From when.</param>
    /// <param name="to">Until when.</param>
    /// <param name="byDay">Days (UTC) rather than hours.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<ActivityRow>> ActivityAsync(DateTimeOffset from, DateTimeOffset to, bool byDay = true, CancellationToken cancellation = default)
    {
        int first = HourOf(from), last = HourOf(to), step = byDay ? 24 : 1;
        var rows = await database.RunAsync(context => (
            from a in context.ModelActivity
            where a.Hour >= first && a.Hour <= last
            join model in context.Models on a.ModelId equals model.Id
            select new { Activity = a, model.Name }).ToListAsync(cancellation));
        return [.. rows.GroupBy(r => (From: r.Activity.Hour / step * step, r.Name, r.Activity.ClassId)).OrderByDescending(g => g.Key.From).ThenBy(g => g.Key.ClassId).Select(g =>
        {
            long predictions = g.Sum(r => r.Activity.Predictions);
            return new ActivityRow(
                DateTimeOffset.FromUnixTimeSeconds(g.Key.From * 3600L), g.Key.Name, taxonomy.NameOfClass(g.Key.ClassId), predictions,
                predictions == 0 ? null : g.Sum(r => r.Activity.Confidence) / predictions, g.Sum(r => r.Activity.Unsure), g.Sum(r => r.Activity.Votes), g.Sum(r => r.Activity.Corrections));
        })];
    }

    /// <summary>How far the sounds of the last hours are from what the current model learnt from, by feature; empty where the model says nothing of that.</summary>
    /// <param name="hours">How many hours.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<FeatureDrift>> DriftAsync(int hours = 24, CancellationToken cancellation = default)
    {
        var current = models.Current;
        if (current.Reference is not { } reference) return [];
        int model = current.Entry.Id, first = HourOf(time.GetUtcNow()) - hours + 1;
        var rows = await database.RunAsync(context => context.FeatureActivity.Where(f => f.ModelId == model && f.Hour >= first)
            .GroupBy(f => new { f.Feature, f.Bin }).Select(g => new { g.Key.Feature, g.Key.Bin, Count = g.Sum(f => f.Count) }).ToListAsync(cancellation));
        return [.. reference.Features.Select(feature =>
        {
            var observed = new long[feature.Shares.Count];
            foreach (var row in rows)
                if (row.Feature == feature.Name && row.Bin < observed.Length) observed[row.Bin] = row.Count;
            long sounds = observed.Sum();
            return new FeatureDrift(feature.Name, sounds < LeastSounds ? null : FeatureReference.StabilityIndex(feature.Shares, observed), sounds, feature.Shares, observed);
        })];
    }

    /// <summary>Alerts, the latest first.</summary>
    /// <param name="withCleared">Those too that are over.</param>
    /// <param name="count">The most of them.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<Alert>> AlertsAsync(bool withCleared = false, int count = 100, CancellationToken cancellation = default) =>
        await database.RunAsync(context => context.Alerts.Where(a => withCleared || a.ClearedAt == null).OrderByDescending(a => a.Id).Take(count).ToListAsync(cancellation));

    private static int HourOf(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 3600);
}
