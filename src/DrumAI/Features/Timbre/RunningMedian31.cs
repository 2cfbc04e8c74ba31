using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Running medians of 31 values, sixteen columns at once in the lanes of a vector. Sixteen neighbouring windows share
/// their 16 middle values; these are sorted once by a network, halves of the sixteen windows share 24, quarters 28, pairs
/// 30, and at each step only the ranks that can still be the median are kept. That is 36 minima and maxima a median
/// instead of some 300, and no branches.
/// </summary>
internal static unsafe class RunningMedian31
{
    /// <summary>Values a window.</summary>
    public const int Size = 31;

    /// <summary>Values on either side of the middle one.</summary>
    public const int Reach = Size / 2;

    /// <summary>Medians computed together.</summary>
    public const int Block = 16;

    /// <summary>
    /// Sixteen medians, the first of them of the rows 0 to 30: <paramref name="rows"/> are <paramref name="stride"/> floats apart, 46 of them.
    /// </summary>
    public static void Compute(float* rows, nint stride, float* medians, nint medianStride)
    {
        var core = stackalloc Vector512<float>[16 + 8 + 8 + 8];
        Vector512<float>* half = core + 16, quarter = half + 8, extra = quarter + 8;
        Load(core, rows + 15 * stride, stride, 16);
        Sort16(core);
        for (int h = 0; h < 2; h++)
        {
            // Windows 0-7 share the rows 7-30, windows 8-15 the rows 15-38.
            Load(extra, rows + (h == 0 ? 7 : 31) * stride, stride, 8);
            Sort8(extra);
            Middle8(core, extra, half);
            for (int q = 0; q < 2; q++)
            {
                int first = 8 * h + 4 * q;
                Load(extra, rows + (q == 0 ? first + 3 : first - 4 + 31) * stride, stride, 4);
                Sort4(extra);
                Middle4(half, extra, quarter);
                for (int p = 0; p < 2; p++)
                {
                    int pair = first + 2 * p;
                    float* outer = rows + (p == 0 ? pair + 1 : pair - 2 + 31) * stride;
                    Vector512<float> x = Vector512.Load(outer), y = Vector512.Load(outer + stride);
                    var low = Vector512.Min(x, y);
                    var high = Vector512.Max(x, y);
                    // Ranks 2 and 3 of the four kept and these two.
                    var a = Vector512.Max(quarter[0], high);
                    var b = Vector512.Max(quarter[1], low);
                    var smaller = Vector512.Min(a, b);
                    var larger = Vector512.Max(a, b);
                    a = Vector512.Min(smaller, quarter[3]);
                    b = Vector512.Min(larger, quarter[2]);
                    smaller = Vector512.Min(a, b);
                    larger = Vector512.Max(a, b);
                    Median(smaller, larger, rows + pair * stride).Store(medians + pair * medianStride);
                    Median(smaller, larger, rows + (pair + 31) * stride).Store(medians + (pair + 1) * medianStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Median(Vector512<float> low, Vector512<float> high, float* outer) =>
        Vector512.Max(low, Vector512.Min(high, Vector512.Load(outer)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(Vector512<float>* to, float* rows, nint stride, int count)
    {
        for (int i = 0; i < count; i++) to[i] = Vector512.Load(rows + i * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order(Vector512<float>* v, int i, int j)
    {
        var a = v[i];
        var b = v[j];
        v[i] = Vector512.Min(a, b);
        v[j] = Vector512.Max(a, b);
    }

    private static void Sort4(Vector512<float>* v)
    {
        Order(v, 0, 1);
        Order(v, 2, 3);
        Order(v, 0, 2);
        Order(v, 1, 3);
        Order(v, 1, 2);
    }

    private static void Sort8(Vector512<float>* v)
    {
        Order(v, 0, 2);
        Order(v, 1, 3);
        Order(v, 4, 6);
        Order(v, 5, 7);
        Order(v, 0, 4);
        Order(v, 1, 5);
        Order(v, 2, 6);
        Order(v, 3, 7);
        Order(v, 0, 1);
        Order(v, 2, 3);
        Order(v, 4, 5);
        Order(v, 6, 7);
        Order(v, 2, 4);
        Order(v, 3, 5);
        Order(v, 1, 4);
        Order(v, 3, 6);
        Order(v, 1, 2);
        Order(v, 3, 4);
        Order(v, 5, 6);
    }

    private static void Sort16(Vector512<float>* v)
    {
        Sort8(v);
        Sort8(v + 8);
        for (int i = 0; i < 8; i++) Order(v, i, 15 - i);
        MergeBitonic8(v);
        MergeBitonic8(v + 8);
    }

    private static void MergeBitonic8(Vector512<float>* v)
    {
        for (int i = 0; i < 4; i++) Order(v, i, i + 4);
        MergeBitonic4(v);
        MergeBitonic4(v + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MergeBitonic4(Vector512<float>* v)
    {
        Order(v, 0, 2);
        Order(v, 1, 3);
        Order(v, 0, 1);
        Order(v, 2, 3);
    }

    /// <summary>Ranks 8 to 15 of 16 sorted and 8 sorted values: the lowest eight are dropped, then all but the lowest eight of the rest.</summary>
    private static void Middle8(Vector512<float>* sixteen, Vector512<float>* eight, Vector512<float>* middle)
    {
        for (int i = 0; i < 8; i++) middle[i] = Vector512.Max(sixteen[i], eight[7 - i]);
        MergeBitonic8(middle);
        for (int i = 0; i < 8; i++) middle[i] = Vector512.Min(middle[i], sixteen[15 - i]);
        MergeBitonic8(middle);
    }

    /// <summary>Ranks 4 to 7 of 8 sorted and 4 sorted values.</summary>
    private static void Middle4(Vector512<float>* eight, Vector512<float>* four, Vector512<float>* middle)
    {
        for (int i = 0; i < 4; i++) middle[i] = Vector512.Max(eight[i], four[3 - i]);
        MergeBitonic4(middle);
        for (int i = 0; i < 4; i++) middle[i] = Vector512.Min(middle[i], eight[7 - i]);
        MergeBitonic4(middle);
    }
}
