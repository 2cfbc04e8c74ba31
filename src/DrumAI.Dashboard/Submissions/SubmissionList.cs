using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Corrections;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Submissions;

/// <summary>Reads what was submitted: sounds with counts of votes, never who voted.</summary>
internal sealed class SubmissionList(DrumDatabase database, TaxonomyIds taxonomy)
{
    /// <summary>Some rows of the list.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="className">Only sounds that hold this label, or are heard as it; null for all.</param>
    /// <param name="skip">Rows to pass over.</param>
    /// <param name="count">Rows at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<SubmissionRow>> ReadAsync(SubmissionFilter filter, string? className, int skip, int count, CancellationToken cancellation) =>
        database.RunAsync<IReadOnlyList<SubmissionRow>>(async context =>
        {
            long[] ids = await Find(context, filter, className).Skip(skip).Take(count).ToArrayAsync(cancellation);
            var rows = await RowsAsync(context, ids, cancellation);
            return [.. ids.Select(id => rows[id])];
        });

    /// <summary>One row; null where there is no such sound.</summary>
    public Task<SubmissionRow?> FindAsync(long id, CancellationToken cancellation) =>
        database.RunAsync(async context => (await RowsAsync(context, [id], cancellation)).GetValueOrDefault(id));

    /// <summary>How many there are.</summary>
    public Task<int> CountAsync(SubmissionFilter filter, string? className, CancellationToken cancellation) =>
        database.RunAsync(context => Find(context, filter, className).CountAsync(cancellation));

    private IQueryable<long> Find(DrumDataContext context, SubmissionFilter filter, string? className)
    {
        int? wanted = className is null ? null : taxonomy.ClassOf(className) ?? -1;
        var ids = filter switch
        {
            SubmissionFilter.Disagreed => Disagreed(context),
            SubmissionFilter.Settled => context.Consensus.Where(c => c.DecisionId == null).OrderByDescending(c => c.SettledAt).ThenByDescending(c => c.SampleId).Select(c => c.SampleId),
            SubmissionFilter.Decided => context.Consensus.Where(c => c.DecisionId != null).OrderByDescending(c => c.SettledAt).ThenByDescending(c => c.SampleId).Select(c => c.SampleId),
            _ => context.Samples.OrderByDescending(s => s.Id).Select(s => s.Id),
        };
        return wanted is null ? ids : ids.Where(id =>
            context.Consensus.Any(c => c.SampleId == id && c.ClassId == wanted)
            || (!context.Consensus.Any(c => c.SampleId == id) && context.Predictions.Any(p => p.SampleId == id && p.ClassId == wanted)));
    }

    private static IQueryable<long> Disagreed(DrumDataContext context) =>
        context.ClassVotes.Where(v => !context.Consensus.Any(c => c.SampleId == v.SampleId))
            .GroupBy(v => v.SampleId).Where(g => g.Select(v => v.ClassId).Distinct().Count() > 1)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key);

    private async Task<Dictionary<long, SubmissionRow>> RowsAsync(DrumDataContext context, long[] ids, CancellationToken cancellation)
    {
        var votes = (await context.ClassVotes.Where(v => ids.Contains(v.SampleId)).GroupBy(v => new { v.SampleId, v.ClassId })
            .Select(g => new { g.Key.SampleId, g.Key.ClassId, Count = g.Count() }).ToListAsync(cancellation)).ToLookup(v => v.SampleId);
        var labels = await context.Consensus.Where(c => ids.Contains(c.SampleId)).ToDictionaryAsync(c => c.SampleId, cancellation);
        var predictions = (await context.Predictions.Where(p => ids.Contains(p.SampleId)).OrderBy(p => p.Model).ToListAsync(cancellation)).ToLookup(p => p.SampleId);
        var samples = await context.Samples.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Hash, s.AddedAt }).ToListAsync(cancellation);
        return samples.ToDictionary(
            s => s.Id,
            s => new SubmissionRow(
                s.Id,
                Convert.ToHexStringLower(s.Hash),
                s.AddedAt,
                [.. votes[s.Id].OrderByDescending(v => v.Count).ThenBy(v => v.ClassId).Select(v => new VoteCount(taxonomy.NameOfClass(v.ClassId), v.Count))],
                labels.TryGetValue(s.Id, out var label) ? LabelOf(label) : null,
                predictions[s.Id].LastOrDefault() is { } prediction ? LabelOf(prediction) : null));
    }

    private LabelRow LabelOf(SampleConsensus label) => new(
        taxonomy.NameOfClass(label.ClassId), NameOf(label.SubclassId), label.Confidence, label.Voters, label.DecisionId is not null);

    private LabelRow LabelOf(SamplePrediction prediction) => new(taxonomy.NameOfClass(prediction.ClassId), NameOf(prediction.SubclassId), prediction.Confidence);

    private string? NameOf(int? subclassId) => subclassId is { } id ? taxonomy.NameOfSubclass(id) : null;
}
