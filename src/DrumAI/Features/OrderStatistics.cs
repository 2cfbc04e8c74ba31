using System.Numerics;

namespace DrumAI.Features;

/// <summary>The few lowest or highest of many numbers, without sorting them all.</summary>
internal static class OrderStatistics
{
    /// <summary>Writes the lowest numbers, lowest first. There must be at least as many values as are asked for.</summary>
    public static void Lowest(ReadOnlySpan<double> values, Span<double> lowest)
    {
        int count = lowest.Length;
        for (int i = 0; i < count; i++) InsertLow(lowest[..(i + 1)], values[i]);
        int n = count;
        // Once a few numbers are in, hardly a vector holds one that belongs among them: most are passed over in one comparison.
        for (; n <= values.Length - Vector<double>.Count; n += Vector<double>.Count)
        {
            if (!Vector.LessThanAny(new Vector<double>(values[n..]), new Vector<double>(lowest[count - 1]))) continue;
            for (int lane = n; lane < n + Vector<double>.Count; lane++)
                if (values[lane] < lowest[count - 1]) InsertLow(lowest, values[lane]);
        }

        for (; n < values.Length; n++)
            if (values[n] < lowest[count - 1]) InsertLow(lowest, values[n]);
    }

    /// <summary>Writes the highest numbers, highest first. There must be at least as many values as are asked for.</summary>
    public static void Highest(ReadOnlySpan<double> values, Span<double> highest)
    {
        int count = highest.Length;
        for (int i = 0; i < count; i++) InsertHigh(highest[..(i + 1)], values[i]);
        int n = count;
        for (; n <= values.Length - Vector<double>.Count; n += Vector<double>.Count)
        {
            if (!Vector.GreaterThanAny(new Vector<double>(values[n..]), new Vector<double>(highest[count - 1]))) continue;
            for (int lane = n; lane < n + Vector<double>.Count; lane++)
                if (values[lane] > highest[count - 1]) InsertHigh(highest, values[lane]);
        }

        for (; n < values.Length; n++)
            if (values[n] > highest[count - 1]) InsertHigh(highest, values[n]);
    }

    /// <summary>Puts a value in its place; the last falls out.</summary>
    private static void InsertLow(Span<double> ascending, double value)
    {
        int at = ascending.Length - 1;
        for (; at > 0 && ascending[at - 1] > value; at--) ascending[at] = ascending[at - 1];
        ascending[at] = value;
    }

    private static void InsertHigh(Span<double> descending, double value)
    {
        int at = descending.Length - 1;
        for (; at > 0 && descending[at - 1] < value; at--) descending[at] = descending[at - 1];
        descending[at] = value;
    }
}
