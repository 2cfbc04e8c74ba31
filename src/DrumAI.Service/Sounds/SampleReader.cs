using DrumAI.Client.Wire;
using DrumAI.Data;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Sounds;

/// <summary>Reads what may be told of a sound.</summary>
internal static class SampleReader
{
    public static async Task<SampleState> ReadAsync(DrumDataContext context, long id, byte[] hash, CancellationToken cancellation)
    {
        var votes = await context.ClassVotes.Where(v => v.SampleId == id)
            .Join(context.Classes, v => v.ClassId, c => c.Id, (_, c) => c.Name)
            .GroupBy(n => n).Select(g => new { Class = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Class, g => g.Count, cancellation);
        var consensus = await (
            from c in context.Consensus
            where c.SampleId == id
            join drumClass in context.Classes on c.ClassId equals drumClass.Id
            join subclass in context.Subclasses on c.SubclassId equals (int?)subclass.Id into subclasses
            from subclass in subclasses.DefaultIfEmpty()
            select new ConsensusLabel(drumClass.Name, subclass == null ? null : subclass.Name, c.Confidence, c.Voters)).SingleOrDefaultAsync(cancellation);
        var prediction = await (
            from p in context.Predictions
            where p.SampleId == id
            join drumClass in context.Classes on p.ClassId equals drumClass.Id
            orderby p.Model
            select new WirePrediction(drumClass.Name, p.Confidence, p.Model)).FirstOrDefaultAsync(cancellation);
        return new SampleState(Convert.ToHexStringLower(hash), votes, consensus, prediction);
    }
}
