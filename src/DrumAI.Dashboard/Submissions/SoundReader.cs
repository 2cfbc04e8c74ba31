using DrumAI.Data;
using DrumAI.Service.Corrections;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Submissions;

/// <summary>
/// Reads all about one sound. Voters are numbered for this sound alone, in the order in which they first spoke: nothing tells that voter 2 here is voter 5
/// elsewhere.
/// </summary>
internal sealed class SoundReader(DrumDatabase database, SubmissionList list, TaxonomyIds taxonomy)
{
    /// <summary>The sound; null where there is none.</summary>
    public async Task<SoundDetails?> ReadAsync(long id, CancellationToken cancellation)
    {
        if (await list.FindAsync(id, cancellation) is not { } row) return null;
        return await database.RunAsync(async context =>
        {
            var models = await context.Predictions.Where(p => p.SampleId == id).OrderBy(p => p.Model).ToListAsync(cancellation);
            int copies = await context.Aliases.CountAsync(a => a.SampleId == id, cancellation);
            return new SoundDetails(
                row,
                [.. models.Select(m => new ModelWord(m.Model, new LabelRow(taxonomy.NameOfClass(m.ClassId), NameOf(m.SubclassId), m.Confidence)))],
                await WordsAsync(context, id, cancellation),
                copies,
                await TimbreAsync(context, id, cancellation));
        });
    }

    private async Task<IReadOnlyList<SoundWord>> WordsAsync(DrumDataContext context, long id, CancellationToken cancellation)
    {
        var votes = await context.VoteEvents.Where(v => v.SampleId == id).OrderBy(v => v.Id).ToListAsync(cancellation);
        var decisions = await context.Decisions.Where(d => d.SampleId == id).OrderBy(d => d.Id).ToListAsync(cancellation);
        var numbers = new Dictionary<long, int>();
        foreach (var vote in votes) numbers.TryAdd(vote.UserId, numbers.Count + 1);
        var words = votes.Select(v => new SoundWord(v.VotedAt, numbers[v.UserId], null, new LabelRow(taxonomy.NameOfClass(v.ClassId), NameOf(v.SubclassId), 1)))
            .Concat(decisions.Select(d => new SoundWord(
                d.DecidedAt, null, d.DecidedBy, d.ClassId is { } decided ? new LabelRow(taxonomy.NameOfClass(decided), NameOf(d.SubclassId), 1, IsDecided: true) : null)));
        return [.. words.OrderByDescending(w => w.At)];
    }

    private static async Task<IReadOnlyList<(string Name, double Value)>> TimbreAsync(DrumDataContext context, long id, CancellationToken cancellation)
    {
        if (await context.Features.SingleOrDefaultAsync(f => f.SampleId == id, cancellation) is not { Hardness: not null } features) return [];
        return
        [
            ("Hardness", features.Hardness ?? double.NaN), ("Depth", features.Depth ?? double.NaN), ("Brightness", features.Brightness ?? double.NaN),
            ("Roughness", features.Roughness ?? double.NaN), ("Warmth", features.Warmth ?? double.NaN), ("Sharpness", features.Sharpness ?? double.NaN),
            ("Boominess", features.Boominess ?? double.NaN),
        ];
    }

    private string? NameOf(int? subclassId) => subclassId is { } id ? taxonomy.NameOfSubclass(id) : null;
}
