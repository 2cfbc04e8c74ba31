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
        bool isSound = layout == MapLayout.Sound;
        double[] xs = columns.Values[x], ys = columns.Values[y];
        var (confidence, points) = (columns.Values[SampleOrder.Confidence], new MapPoint[columns.Ids.Length]);
        int count = 0;
        for (int row = 0; row < points.Length; row++)
        {
            var (left, up) = isSound ? (columns.MapX[row], columns.MapY[row]) : ((float)xs[row], (float)ys[row]);
            if (!columns.IsPresent[row] || !float.IsFinite(left) || !float.IsFinite(up)) continue;
            var flags = (columns.IsFavourite[row] ? MapMarks.Favourite : 0) | (columns.IsLabelled[row] ? MapMarks.Labelled : 0)
                | (confidence[row] < SureConfidence ? MapMarks.Uncertain : 0);
            points[count++] = new MapPoint(
                (int)columns.Ids[row], left, up, (float)confidence[row], legend.IndexOf(columns.Classes[row]), flags);
        }

        return MapPoints.Write(points.AsSpan(0, count));
    }

    /// <summary>The ends of an axis for this library.</summary>
    public (double Least, double Most) Fit(SampleOrder measure) => MapScale.Of(measure).Fit(list.ReadColumns().Values[measure]);
}
