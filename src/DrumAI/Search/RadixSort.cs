namespace DrumAI.Search;

/// <summary>Sorts numbers in linear time: least significant digit first, eleven bits a digit.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11, DigitCount = 3, Buckets = 1 << DigitBits;

    /// <summary>Puts rows in the ascending order of their values; those with equal values stay in the order in which they are given.</summary>
    /// <param name="rows">Rows, none of whose values is NaN. Sorted in place.</param>
    /// <param name="values">A value for each row.</param>
    public static void Sort(int[] rows, float[] values)
    {
        var from = new Keyed[rows.Length];
        var to = new Keyed[rows.Length];
        var counts = new int[DigitCount * Buckets];
        for (int i = 0; i < rows.Length; i++)
        {
            uint key = Ordered(values[rows[i]]);
            from[i] = new Keyed(key, rows[i]);
            for (int digit = 0; digit < DigitCount; digit++) counts[digit * Buckets + DigitOf(key, digit)]++;
        }

        for (int digit = 0; digit < DigitCount; digit++)
        {
            var starts = counts.AsSpan(digit * Buckets, Buckets);
            int next = 0;
            foreach (ref int start in starts) (start, next) = (next, next + start);
            foreach (var item in from) to[starts[DigitOf(item.Key, digit)]++] = item;
            (from, to) = (to, from);
        }

        for (int i = 0; i < rows.Length; i++) rows[i] = from[i].Row;
    }

    private static int DigitOf(uint key, int digit) => (int)(key >> digit * DigitBits) & (Buckets - 1);

    /// <summary>Bits that, taken as a whole number, have the order of the floats: sign turned over, and with it all the rest of a negative number. -0 is 0.</summary>
    private static uint Ordered(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    private readonly record struct Keyed(uint Key, int Row);
}
