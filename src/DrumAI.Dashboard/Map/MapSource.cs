using DrumAI.Components.Map;
using DrumAI.Data;
using DrumAI.Service.Corrections;
using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Map;

/// <summary>
/// Makes the map's points: where a model laid the sounds, in the colour of the label that holds, or else of the model's. Nothing here is sound, nor could
/// a sound be made of two numbers.
/// </summary>
internal sealed class MapSource(DrumDatabase database, TaxonomyIds taxonomy)
{
    /// <summary>The most sounds that are shown: the newest.</summary>
    public const int MaxCount = 100_000;

    private const double SureConfidence = 0.5;

    /// <summary>The points, in the order in which they are drawn.</summary>
    public Task<IReadOnlyList<MapPoint>> ReadAsync(CancellationToken cancellation) => database.RunAsync<IReadOnlyList<MapPoint>>(async context =>
    {
        var rows = await (
            from prediction in context.Predictions
            where prediction.MapX != null && prediction.MapY != null
            join label in context.Consensus on prediction.SampleId equals label.SampleId into labels
            from label in labels.DefaultIfEmpty()
            orderby prediction.SampleId descending, prediction.Model
            select new
            {
                prediction.SampleId,
                X = prediction.MapX!.Value,
                Y = prediction.MapY!.Value,
                PredictedId = prediction.ClassId,
                Heard = prediction.Confidence,
                LabelId = (int?)label.ClassId,
                Settled = (float?)label.Confidence,
            }).Take(MaxCount).ToListAsync(cancellation);
        var seen = new HashSet<long>();
        var points = new List<MapPoint>(rows.Count);
        foreach (var row in rows)
        {
            if (!seen.Add(row.SampleId)) continue;
            int index = DrumTaxonomy.Default.IndexOfClass(taxonomy.NameOfClass(row.LabelId ?? row.PredictedId));
            float confidence = row.Settled ?? row.Heard;
            var marks = (row.LabelId is null ? MapMarks.None : MapMarks.Labelled) | (confidence < SureConfidence ? MapMarks.Uncertain : MapMarks.None);
            points.Add(new MapPoint((int)row.SampleId, row.X, row.Y, confidence, (byte)(index < 0 ? DrumTaxonomy.Default.Classes.Count - 1 : index), marks));
        }

        return points;
    });

    /// <summary>Sounds of which no place is known: whoever sent them did not tell it.</summary>
    public Task<int> CountUnplacedAsync(CancellationToken cancellation) => database.RunAsync(context =>
        context.Samples.CountAsync(s => !context.Predictions.Any(p => p.SampleId == s.Id && p.MapX != null && p.MapY != null), cancellation));
}
