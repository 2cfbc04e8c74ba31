using System.Collections.Concurrent;

namespace DrumAI.Search;

/// <summary>
/// Where each sound stands among its likes in a measure: the share of them that have less, those with as much counted half, so from 0 to 1 and
/// 0.5 in the middle. Not a number where the measure or the class is not known. Sorted when first asked for, class by class.
/// </summary>
internal sealed class MeasureRanks(SoundTable table)
{
    private readonly ConcurrentDictionary<(SoundMeasure Measure, bool BySubclass), Column> columns = new();
    private readonly Lazy<Group[]> classes = new(() => MakeGroups(table, bySubclass: false));
    private readonly Lazy<Group[]> subclasses = new(() => MakeGroups(table, bySubclass: true));

    /// <summary>The ranks of all rows of some classes; those of others may not be there yet.</summary>
    /// <param name="measure">In what.</param>
    /// <param name="bySubclass">Among the sounds of the same sub-class, where there is one; otherwise among those of the same class.</param>
    /// <param name="wants">Which classes, by their indices.</param>
    public float[] In(SoundMeasure measure, bool bySubclass, Func<int, bool> wants)
    {
        var groups = (bySubclass ? subclasses : classes).Value;
        var column = columns.GetOrAdd((measure, bySubclass), _ => new Column(table.Count, groups.Length));
        lock (column)
        {
            for (int g = 0; g < groups.Length; g++)
            {
                if (column.IsSorted[g] || !wants(groups[g].Class)) continue;
                Rank(groups[g].Rows, table.Measures[(int)measure], column.Ranks);
                column.IsSorted[g] = true;
            }
        }

        return column.Ranks;
    }

    private static void Rank(int[] group, float[] values, float[] ranks)
    {
        int[] rows = [.. group.Where(r => !float.IsNaN(values[r]))];
        float[] keys = [.. rows.Select(r => values[r])];
        Array.Sort(keys, rows);
        for (int start = 0; start < rows.Length;)
        {
            int end = start + 1;
            while (end < rows.Length && keys[end] == keys[start]) end++;
            float rank = (start + end) / (2f * rows.Length);
            for (int i = start; i < end; i++) ranks[rows[i]] = rank;
            start = end;
        }
    }

    private static Group[] MakeGroups(SoundTable table, bool bySubclass) =>
    [
        .. Enumerable.Range(0, table.Count).Where(row => table.ClassOf[row] >= 0)
            .GroupBy(row => (Class: table.ClassOf[row], Subclass: bySubclass ? table.SubclassOf[row] : (short)-1))
            .Select(g => new Group(g.Key.Class, [.. g])),
    ];

    /// <summary>Rows that are compared with each other, and their class.</summary>
    private sealed record Group(int Class, int[] Rows);

    private sealed class Column
    {
        public Column(int rowCount, int groupCount)
        {
            Ranks = new float[rowCount];
            Array.Fill(Ranks, float.NaN);
            IsSorted = new bool[groupCount];
        }

        public float[] Ranks { get; }

        public bool[] IsSorted { get; }
    }
}
