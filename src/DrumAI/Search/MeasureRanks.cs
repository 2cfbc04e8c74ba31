using System.Collections.Concurrent;
using DrumAI.Taxonomy;

namespace DrumAI.Search;

/// <summary>
/// Where each sound stands among its likes in a measure: the share of them that have less, those with as much counted half, so from 0 to 1 and
/// 0.5 in the middle. Not a number where the measure or the class is not known. Sorted when first asked for.
/// </summary>
internal sealed class MeasureRanks(SoundTable table)
{
    private readonly ConcurrentDictionary<(SoundMeasure Measure, bool BySubclass), Lazy<float[]>> columns = new();
    private readonly Lazy<Groups> classes = new(() => new Groups(table, bySubclass: false));
    private readonly Lazy<Groups> subclasses = new(() => new Groups(table, bySubclass: true));

    /// <summary>The ranks of all rows.</summary>
    /// <param name="measure">In what.</param>
    /// <param name="bySubclass">Among the sounds of the same sub-class, where there is one; otherwise among those of the same class.</param>
    public float[] In(SoundMeasure measure, bool bySubclass) => columns.GetOrAdd(
        (measure, bySubclass), key => new(() => (key.BySubclass ? subclasses : classes).Value.Rank(table.Measures[(int)key.Measure]))).Value;

    /// <summary>Which rows are compared with each other.</summary>
    private sealed class Groups
    {
        private const int None = -1;

        private readonly int[] groupOf;
        private readonly int groupCount;

        public Groups(SoundTable table, bool bySubclass)
        {
            int classCount = DrumTaxonomy.Default.Classes.Count;
            groupCount = classCount + DrumTaxonomy.Default.Subclasses.Count;
            groupOf = new int[table.Count];
            for (int row = 0; row < groupOf.Length; row++)
                groupOf[row] = table.ClassOf[row] < 0 ? None : bySubclass && table.SubclassOf[row] >= 0 ? classCount + table.SubclassOf[row] : table.ClassOf[row];
        }

        public float[] Rank(float[] values)
        {
            var ranks = new float[groupOf.Length];
            Array.Fill(ranks, float.NaN);
            var (rows, ends) = Sorted(values);
            for (int group = 0, first = 0; group < groupCount; first = ends[group++])
            {
                int last = ends[group];
                for (int start = first; start < last;)
                {
                    int end = start + 1;
                    while (end < last && values[rows[end]] == values[rows[start]]) end++;
                    float rank = (start - first + (end - first)) / (2f * (last - first));
                    for (int i = start; i < end; i++) ranks[rows[i]] = rank;
                    start = end;
                }
            }

            return ranks;
        }

        /// <summary>All rows that have a value, group after group and each by value; and where each group ends.</summary>
        private (int[] Rows, int[] Ends) Sorted(float[] values)
        {
            int count = 0;
            var rows = new int[values.Length];
            for (int row = 0; row < values.Length; row++)
                if (groupOf[row] != None && !float.IsNaN(values[row])) rows[count++] = row;
            Array.Resize(ref rows, count);
            RadixSort.Sort(rows, values);

            // Once more by group, which keeps the order by value within each.
            var ends = new int[groupCount];
            foreach (int row in rows) ends[groupOf[row]]++;
            int next = 0;
            foreach (ref int end in ends.AsSpan()) (end, next) = (next, next + end);
            var grouped = new int[count];
            foreach (int row in rows) grouped[ends[groupOf[row]]++] = row;
            return (grouped, ends);
        }
    }
}
