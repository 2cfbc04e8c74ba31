using DrumAI.Catalogue.Queries;
using DrumAI.Components.Map;
using DrumAI.Studio.Library;
using DrumAI.Studio.Workspace;

namespace DrumAI.Studio.Map;

/// <summary>Makes the map's points from what lists are made of.</summary>
internal sealed class MapSource(SampleList list, ClassSource classes)
{
    /// <summary>Below this a class is not sure.</summary>
    public const double SureConfidence = 0.5;

    /// <summary>The points of the sounds that are there, in the layout that browsers read.</summary>
    public byte[] Write(MapLayout layout, SampleOrder x, SampleOrder y)
    {
        var columns = list.ReadColumns();
        var legend = classes.Legend;
        var (xs, ys) = layout == MapLayout.Axes ? (columns.Values[x], columns.Values[y]) : (columns.MapX, columns.MapY);
        var (confidence, points) = (columns.Values[SampleOrder.Confidence], new MapPoint[columns.Ids.Length]);
        int count = 0;
        for (int row = 0; row < points.Length; row++)
        {
            if (!columns.IsPresent[row] || !double.IsFinite(xs[row]) || !double.IsFinite(ys[row])) continue;
            var flags = (columns.IsFavourite[row] ? MapPointFlags.Favourite : 0) | (columns.IsLabelled[row] ? MapPointFlags.Labelled : 0)
                | (confidence[row] < SureConfidence ? MapPointFlags.Uncertain : 0);
            points[count++] = new MapPoint(
                (int)columns.Ids[row], (float)xs[row], (float)ys[row], (float)confidence[row], legend.IndexOf(columns.Classes[row]), flags);
        }

        return MapPoints.Write(points.AsSpan(0, count));
    }

    /// <summary>The ends of an axis for this library.</summary>
    public (double Least, double Most) Fit(SampleOrder measure) => MapScale.Of(measure).Fit(list.ReadColumns().Values[measure]);
}
