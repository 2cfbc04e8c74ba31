using DrumAI.Data;
using DrumAI.Service.Corrections;
using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Statistics;

/// <summary>Counts what is in the database; at most once a minute, however many ask, since counting reads whole tables.</summary>
internal sealed class StatisticsReader(DrumDatabase database, TaxonomyIds ids, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortLifetime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim reading = new(1, 1);
    private ServiceStatistics? last;

    /// <summary>The figures, of now or of the last minute.</summary>
    /// <param name="isFresh">They may be no older than seconds.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ServiceStatistics> ReadAsync(bool isFresh, CancellationToken cancellation)
    {
        if (Known(isFresh) is { } known) return known;
        await reading.WaitAsync(cancellation);
        try
        {
            return Known(isFresh) ?? (last = await database.RunAsync(context => CountAsync(context, cancellation)));
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private ServiceStatistics? Known(bool isFresh) => last is { } known && time.GetUtcNow() - known.At < (isFresh ? ShortLifetime : Lifetime) ? known : null;

    private async Task<ServiceStatistics> CountAsync(DrumDataContext context, CancellationToken cancellation)
    {
        var settled = await context.Consensus.GroupBy(c => new { c.ClassId, c.SubclassId, IsDecided = c.DecisionId != null })
            .Select(g => new { g.Key.ClassId, g.Key.SubclassId, g.Key.IsDecided, Count = g.LongCount() }).ToListAsync(cancellation);
        var predicted = await context.Predictions.GroupBy(p => new { p.Model, p.ClassId, p.SubclassId })
            .Select(g => new { g.Key.Model, g.Key.ClassId, g.Key.SubclassId, Count = g.LongCount() }).ToListAsync(cancellation);
        // Of several models the one that heard most sounds; a new one takes over as it does.
        string? model = predicted.GroupBy(p => p.Model).OrderByDescending(g => g.Sum(p => p.Count)).ThenBy(g => g.Key).FirstOrDefault()?.Key;
        predicted.RemoveAll(p => p.Model != model);

        var classes = DrumTaxonomy.Default.Classes.Select(c =>
        {
            int? id = ids.ClassOf(c.Name);
            return new ClassCount(c.Name, null, settled.Where(s => s.ClassId == id).Sum(s => s.Count), predicted.Where(p => p.ClassId == id).Sum(p => p.Count));
        });
        var subclasses = DrumTaxonomy.Default.Classes.SelectMany(c => c.Subclasses.Select(s =>
        {
            int? id = ids.SubclassOf(s.Name, ids.ClassOf(c.Name)!.Value);
            return new ClassCount(c.Name, s.Name, settled.Where(r => r.SubclassId == id).Sum(r => r.Count), predicted.Where(p => p.SubclassId == id).Sum(p => p.Count));
        }));
        return new ServiceStatistics(
            time.GetUtcNow(),
            await context.Samples.LongCountAsync(cancellation),
            await context.ClassVotes.LongCountAsync(cancellation),
            await context.Users.LongCountAsync(cancellation),
            settled.Sum(s => s.Count),
            settled.Where(s => s.IsDecided).Sum(s => s.Count),
            model,
            [.. classes],
            [.. subclasses],
            await GrowthAsync(context, cancellation));
    }

    private async Task<Growth> GrowthAsync(DrumDataContext context, CancellationToken cancellation)
    {
        if (await context.Samples.MinAsync(s => (DateTimeOffset?)s.AddedAt, cancellation) is not { } first) return new Growth(TimeSpan.FromDays(1), []);
        var step = Growth.StepFor(time.GetUtcNow() - first);
        long length = (long)step.TotalMilliseconds;
        var sounds = await context.Database.SqlQuery<Span>(
            $"""SELECT "AddedAt" / {length} AS "Number", COUNT(*) AS "Count" FROM "Samples" GROUP BY 1""").ToDictionaryAsync(s => s.Number, s => s.Count, cancellation);
        var votes = await context.Database.SqlQuery<Span>(
            $"""SELECT "VotedAt" / {length} AS "Number", COUNT(*) AS "Count" FROM "VoteEvents" GROUP BY 1""").ToDictionaryAsync(s => s.Number, s => s.Count, cancellation);
        var points = new List<GrowthPoint>();
        long soundCount = 0, voteCount = 0;
        // Begins one span before the first sound: so a line goes up from nothing.
        for (long number = first.ToUnixTimeMilliseconds() / length - 1; number <= time.GetUtcNow().ToUnixTimeMilliseconds() / length; number++)
        {
            soundCount += sounds.GetValueOrDefault(number);
            voteCount += votes.GetValueOrDefault(number);
            points.Add(new GrowthPoint(DateTimeOffset.FromUnixTimeMilliseconds(number * length), soundCount, voteCount));
        }

        return new Growth(step, points);
    }

    private sealed record Span(long Number, long Count);
}
