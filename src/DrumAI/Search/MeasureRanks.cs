using System.Collections.Concurrent;

namespace DrumAI.Search;

/// <summary>
/// Where each sound stands among its likes in a measure: the share of them that have less, those with as much counted half, so from 0 to 1 and
/// 0.5 in the middle. Not a number where the measure or the class is not known. Computed when first asked for.
/// </summary>
internal sealed class MeasureRanks(SoundTable table)
{
    private readonly ConcurrentDictionary<(SoundMeasure Measure, bool BySubclass), Lazy<float[]>> ranks = new();

    /// <summary>The ranks of all rows.</summary>
    /// <param name="measure">In what.</param>
    /// <param name="bySubclass">Among the sounds of the same sub-class, where there is one; otherwise among those of the same class.</param>
    public float[] In(SoundMeasure measure, bool bySubclass) =>
        ranks.GetOrAdd((measure, bySubclass), key => new Lazy<float[]>(() => Compute(key.Measure, key.BySubclass))).Value;

    private float[] Compute(SoundMeasure measure, bool bySubclass)
    {
        float[] values = table.Measures[(int)measure], result = new float[values.Length];
        Array.Fill(result, float.NaN);
        foreach (var group in RowsByGroup(values, bySubclass).Values)
        {
            int[] rows = [.. group];
            float[] keys = [.. rows.Select(r => values[r])];
            Array.Sort(keys, rows);
            for (int start = 0; start < rows.Length;)
            {
                int end = start + 1;
                while (end < rows.Length && keys[end] == keys[start]) end++;
                float rank = (start + end) / (2f * rows.Length);
                for (int i = start; i < end; i++) result[rows[i]] = rank;
                start = end;
            }
        }

        return result;
    }

    private Dictionary<int, List<int>> RowsByGroup(float[] values, bool bySubclass)
    {
        var groups = new Dictionary<int, List<int>>();
        for (int row = 0; row < values.Length; row++)
        {
            if (table.ClassOf[row] < 0 || float.IsNaN(values[row])) continue;
            int group = bySubclass && table.SubclassOf[row] >= 0 ? -1 - table.SubclassOf[row] : table.ClassOf[row];
            if (!groups.TryGetValue(group, out var rows)) groups.Add(group, rows = []);
            rows.Add(row);
        }

        return groups;
    }
}
