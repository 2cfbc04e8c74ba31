namespace DrumAI.Catalogue.Queries;

/// <summary>Rows in ascending order; those without a value stand at the end, and stay there when the rest is turned round.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="KnownCount">How many of them have a value.</param>
internal sealed record SortedRows(int[] Rows, int KnownCount)
{
    /// <summary>Sorts by numbers; what is not a number has no value.</summary>
    public static SortedRows By(double[] values)
    {
        int[] rows = new int[values.Length];
        int known = 0;
        for (int row = 0; row < values.Length; row++)
            if (!double.IsNaN(values[row])) rows[known++] = row;
        double[] keys = new double[known];
        for (int i = 0; i < known; i++) keys[i] = values[rows[i]];
        Array.Sort(keys, rows, 0, known);
        PutTiesInOrder(keys, rows);
        int end = known;
        for (int row = 0; row < values.Length; row++)
            if (double.IsNaN(values[row])) rows[end++] = row;
        return new SortedRows(rows, known);
    }

    /// <summary>Sorts by a comparison that tells any two rows apart.</summary>
    public static SortedRows By(int count, Func<int, bool> isUnknown, Comparison<int> compare)
    {
        int[] known = [.. Enumerable.Range(0, count).Where(r => !isUnknown(r))];
        Array.Sort(known, compare);
        return new SortedRows([.. known, .. Enumerable.Range(0, count).Where(isUnknown)], known.Length);
    }

    /// <summary>The rows, first to last, or the other way round.</summary>
    public IEnumerable<int> Enumerate(bool isDescending)
    {
        if (!isDescending)
        {
            foreach (int row in Rows) yield return row;
            yield break;
        }

        for (int i = KnownCount - 1; i >= 0; i--) yield return Rows[i];
        for (int i = Rows.Length - 1; i >= KnownCount; i--) yield return Rows[i];
    }

    private static void PutTiesInOrder(double[] keys, int[] rows)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start > 1) Array.Sort(rows, start, end - start);
            start = end;
        }
    }
}
