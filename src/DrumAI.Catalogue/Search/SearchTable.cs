using DrumAI.Audio;
using DrumAI.Catalogue.Queries;
using DrumAI.Search;

namespace DrumAI.Catalogue.Search;

/// <summary>Makes the table that a search goes through of what a list holds.</summary>
internal static class SearchTable
{
    /// <summary>The sounds that are there.</summary>
    public static SoundTable Of(SampleColumns columns)
    {
        double[][] measures = [.. Enum.GetValues<SoundMeasure>().Select(m => ColumnOf(m, columns))];
        double[] confidences = columns.Values[SampleOrder.Confidence];
        var builder = new SoundTableBuilder(columns.Ids.Length);
        Span<float> values = stackalloc float[SoundTable.MeasureCount];
        for (int row = 0; row < columns.Ids.Length; row++)
        {
            if (!columns.IsPresent[row]) continue;
            for (int m = 0; m < values.Length; m++) values[m] = (float)measures[m][row];
            builder.Add(
                columns.Ids[row], columns.Classes[row], columns.Subclasses[row], double.IsNaN(confidences[row]) ? 0 : (float)confidences[row],
                columns.Kinds[row] < 0 ? null : (SoundKind)columns.Kinds[row], columns.IsFavourite[row], values);
        }

        return builder.Build();
    }

    private static double[] ColumnOf(SoundMeasure measure, SampleColumns columns) => measure switch
    {
        SoundMeasure.Reverb => columns.Reverb,
        SoundMeasure.Loudness => columns.Values[SampleOrder.Level],
        _ => columns.Values[Enum.Parse<SampleOrder>(measure.ToString())],
    };
}
