using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// The spectrum of a rectangular frame of 4096 samples that moves on by 128: what comes in less what goes out is a block of
/// 128 samples, and only its transform is added. Bin 32 m + r of a block is bin m of a transform of 128 of the block
/// turned by r; the sixteen turns r = 1..16 run in the lanes of two vectors, r = 0 is a real transform, and the bins of the
/// turns 17..31 are mirror images. Phases count from the start of the sound, so that blocks add up as they are.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class SlidingSpectrum
{
    /// <summary>Samples a frame.</summary>
    public const int FrameLength = 4096;

    /// <summary>Samples that a frame moves on by.</summary>
    public const int Hop = 128;

    /// <summary>Bins from 0 Hz to the Nyquist frequency.</summary>
    public const int BinCount = FrameLength / 2 + 1;

    private const int Turns = 16;
    private const int Lanes = 8;
    private const int Ratio = FrameLength / Hop;

    /// <summary>Turn r of sample n, for r = 1..16, as vectors: cosines, then sines.</summary>
    private static readonly double[] TurnCos = MakeTurns(Math.Cos), TurnSin = MakeTurns(Math.Sin);
    private static readonly double[] TwiddleCos = MakeTwiddles(Math.Cos), TwiddleSin = MakeTwiddles(Math.Sin);

    /// <summary>Where the transform leaves its bin m.</summary>
    private static readonly int[] Place = MakePlaces();

    private readonly RealFft64 straight = new(Hop);
    private readonly double[] block = new double[Hop], straightRe = new double[Hop / 2 + 1], straightIm = new double[Hop / 2 + 1];
    private readonly double[] straightSumRe = new double[Hop / 2 + 1], straightSumIm = new double[Hop / 2 + 1];
    private readonly double[] workRe = new double[Hop * Lanes], workIm = new double[Hop * Lanes];
    private readonly double[] sumRe = new double[Hop * Turns], sumIm = new double[Hop * Turns];
    private int position;

    /// <summary>Starts with an empty frame.</summary>
    public void Reset()
    {
        Array.Clear(straightSumRe);
        Array.Clear(straightSumIm);
        Array.Clear(sumRe);
        Array.Clear(sumIm);
        position = 0;
    }

    /// <summary>Moves on by 128 samples.</summary>
    /// <param name="incoming">The samples that come in.</param>
    /// <param name="outgoing">Those that go out.</param>
    /// <param name="sumMagnitudes">Whether the sum is wanted.</param>
    /// <returns>Sum of the magnitudes of all bins but that of 0 Hz; 0 where it is not wanted.</returns>
    public double Advance(ReadOnlySpan<double> incoming, ReadOnlySpan<double> outgoing, bool sumMagnitudes)
    {
        TensorPrimitives.Subtract(incoming[..Hop], outgoing[..Hop], block);
        // The outgoing block lies a whole frame behind, so its phase is the incoming one's.
        int phase = position++ % Ratio;
        AddStraight();
        double sum = 0;
        for (int half = 0; half < Turns; half += Lanes)
        {
            TurnedPass(half);
            Pass(32);
            Pass(8);
            Vector512<double> sums = AddTurned(half, phase, sumMagnitudes);
            // Turn 16 holds each of its bins twice.
            sum += Vector512.Sum(sums) - (half + Lanes == Turns ? sums.GetElement(Lanes - 1) / 2 : 0);
        }

        if (!sumMagnitudes) return 0;
        for (int m = 1; m <= Hop / 2; m++) sum += Math.Sqrt(straightSumRe[m] * straightSumRe[m] + straightSumIm[m] * straightSumIm[m]);
        return sum;
    }

    /// <summary>Power of a bin.</summary>
    public double Power(int bin)
    {
        int m = bin / Ratio, r = bin % Ratio;
        if (r == 0) return straightSumRe[m] * straightSumRe[m] + straightSumIm[m] * straightSumIm[m];
        int at = r <= Turns ? Place[m] * Turns + r - 1 : Place[Hop - 1 - m] * Turns + Ratio - r - 1;
        return sumRe[at] * sumRe[at] + sumIm[at] * sumIm[at];
    }

    /// <summary>Highest bin of at least that power; -1 where there is none. 0 Hz does not count.</summary>
    public int HighestBin(double leastPower)
    {
        if (Power(BinCount - 1) >= leastPower) return BinCount - 1;
        for (int m = Hop / 2 - 1; m >= 0; m--)
        {
            // The 32 bins from 32 m lie in this row and its mirror image.
            if (!AnyReaches(Place[m] * Turns, leastPower) && !AnyReaches(Place[Hop - 1 - m] * Turns, leastPower) && Power(m * Ratio) < leastPower) continue;
            for (int bin = m * Ratio + Ratio - 1; bin >= Math.Max(1, m * Ratio); bin--)
            {
                if (Power(bin) >= leastPower) return bin;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerAt(ref double re, ref double im, nuint at)
    {
        var r = Vector512.LoadUnsafe(ref re, at);
        var i = Vector512.LoadUnsafe(ref im, at);
        return Vector512.FusedMultiplyAdd(r, r, i * i);
    }

    private bool AnyReaches(int at, double leastPower)
    {
        ref double re = ref sumRe[at];
        ref double im = ref sumIm[at];
        return Vector512.GreaterThanOrEqualAny(Vector512.Max(PowerAt(ref re, ref im, 0), PowerAt(ref re, ref im, 8)), Vector512.Create(leastPower));
    }

    private void AddStraight()
    {
        straight.Forward(block, straightRe, straightIm);
        TensorPrimitives.Add(straightSumRe, straightRe, straightSumRe);
        TensorPrimitives.Add(straightSumIm, straightIm, straightSumIm);
    }

    /// <summary>Turns the block by eight amounts, with the first pass of radix 4.</summary>
    private void TurnedPass(int half)
    {
        const int Quarter = Hop / 4;
        ref double cos = ref TurnCos[half];
        ref double sin = ref TurnSin[half];
        ref double re = ref MemoryMarshal.GetArrayDataReference(workRe);
        ref double im = ref MemoryMarshal.GetArrayDataReference(workIm);
        for (int p = 0; p < Quarter; p++)
        {
            nuint at = (nuint)(p * Turns), step = Quarter * Turns;
            Vector512<double> a = Vector512.Create(block[p]), b = Vector512.Create(block[p + Quarter]);
            Vector512<double> c = Vector512.Create(block[p + 2 * Quarter]), d = Vector512.Create(block[p + 3 * Quarter]);
            Butterfly(
                a * Vector512.LoadUnsafe(ref cos, at), a * Vector512.LoadUnsafe(ref sin, at),
                b * Vector512.LoadUnsafe(ref cos, at + step), b * Vector512.LoadUnsafe(ref sin, at + step),
                c * Vector512.LoadUnsafe(ref cos, at + 2 * step), c * Vector512.LoadUnsafe(ref sin, at + 2 * step),
                d * Vector512.LoadUnsafe(ref cos, at + 3 * step), d * Vector512.LoadUnsafe(ref sin, at + 3 * step),
                new Twiddles(p), ref re, ref im, (nuint)(p * Lanes), Quarter * Lanes);
        }
    }

    /// <summary>A pass of radix 4 over parts of <paramref name="n"/> values, in place; bins come out in the order of <see cref="Place"/>.</summary>
    private void Pass(int n)
    {
        ref double re = ref MemoryMarshal.GetArrayDataReference(workRe);
        ref double im = ref MemoryMarshal.GetArrayDataReference(workIm);
        int quarter = n / 4;
        nuint step = (nuint)(quarter * Lanes);
        for (int p = 0; p < quarter; p++)
        {
            var twiddles = new Twiddles(p * (Hop / n));
            for (int start = p; start < Hop; start += n)
            {
                nuint a = (nuint)(start * Lanes), b = a + step, c = b + step, d = c + step;
                Butterfly(
                    Vector512.LoadUnsafe(ref re, a), Vector512.LoadUnsafe(ref im, a), Vector512.LoadUnsafe(ref re, b), Vector512.LoadUnsafe(ref im, b),
                    Vector512.LoadUnsafe(ref re, c), Vector512.LoadUnsafe(ref im, c), Vector512.LoadUnsafe(ref re, d), Vector512.LoadUnsafe(ref im, d),
                    twiddles, ref re, ref im, a, step);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(
        Vector512<double> ar, Vector512<double> ai, Vector512<double> br, Vector512<double> bi,
        Vector512<double> cr, Vector512<double> ci, Vector512<double> dr, Vector512<double> di,
        Twiddles w, ref double re, ref double im, nuint at, nuint step)
    {
        Vector512<double> sr = ar + cr, si = ai + ci, tr = ar - cr, ti = ai - ci;
        Vector512<double> ur = br + dr, ui = bi + di, vr = bi - di, vi = dr - br;
        (sr + ur).StoreUnsafe(ref re, at);
        (si + ui).StoreUnsafe(ref im, at);
        StoreTurned(tr + vr, ti + vi, w.Re1, w.Im1, ref re, ref im, at + step);
        StoreTurned(sr - ur, si - ui, w.Re2, w.Im2, ref re, ref im, at + 2 * step);
        StoreTurned(tr - vr, ti - vi, w.Re3, w.Im3, ref re, ref im, at + 3 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTurned(Vector512<double> r, Vector512<double> i, Vector512<double> wr, Vector512<double> wi, ref double re, ref double im, nuint at)
    {
        Vector512.FusedMultiplyAdd(r, wr, -(i * wi)).StoreUnsafe(ref re, at);
        Vector512.FusedMultiplyAdd(r, wi, i * wr).StoreUnsafe(ref im, at);
    }

    /// <summary>The last pass, of radix 2, on the way into the sums; each turn with the phase of its block.</summary>
    /// <returns>The sums' magnitudes, turn by turn, where they are wanted.</returns>
    private Vector512<double> AddTurned(int half, int phase, bool sumMagnitudes)
    {
        Span<double> cos = stackalloc double[Lanes], sin = stackalloc double[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            int angle = phase * (half + lane + 1) % Ratio * (Hop / Ratio);
            (cos[lane], sin[lane]) = (TwiddleCos[angle], TwiddleSin[angle]);
        }

        Vector512<double> wr = Vector512.Create<double>(cos), wi = Vector512.Create<double>(sin);
        ref double re = ref MemoryMarshal.GetArrayDataReference(workRe);
        ref double im = ref MemoryMarshal.GetArrayDataReference(workIm);
        ref double toRe = ref sumRe[half];
        ref double toIm = ref sumIm[half];
        Vector512<double> sums = default;
        for (nuint i = 0, to = 0; i < Hop * Lanes; i += 2 * Lanes, to += 2 * Turns)
        {
            Vector512<double> ar = Vector512.LoadUnsafe(ref re, i), ai = Vector512.LoadUnsafe(ref im, i);
            Vector512<double> br = Vector512.LoadUnsafe(ref re, i + Lanes), bi = Vector512.LoadUnsafe(ref im, i + Lanes);
            var even = AddTo(ar + br, ai + bi, wr, wi, ref toRe, ref toIm, to);
            var odd = AddTo(ar - br, ai - bi, wr, wi, ref toRe, ref toIm, to + Turns);
            if (!sumMagnitudes) continue;
            // Roots of single precision cost a quarter; the errors of two thousand of them level out to some 1e-9 of the sum.
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Sqrt(Vector512.Narrow(even, odd)));
            sums += low + high;
        }

        return sums;
    }

    /// <summary>Adds to a place of the sums and returns the power there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AddTo(
        Vector512<double> r, Vector512<double> i, Vector512<double> wr, Vector512<double> wi, ref double toRe, ref double toIm, nuint at)
    {
        var re = Vector512.FusedMultiplyAdd(r, wr, Vector512.FusedMultiplyAdd(-i, wi, Vector512.LoadUnsafe(ref toRe, at)));
        var im = Vector512.FusedMultiplyAdd(r, wi, Vector512.FusedMultiplyAdd(i, wr, Vector512.LoadUnsafe(ref toIm, at)));
        re.StoreUnsafe(ref toRe, at);
        im.StoreUnsafe(ref toIm, at);
        return Vector512.FusedMultiplyAdd(re, re, im * im);
    }

    private static double[] MakeTurns(Func<double, double> part)
    {
        var table = new double[Hop * Turns];
        for (int n = 0; n < Hop; n++)
        {
            for (int lane = 0; lane < Turns; lane++) table[n * Turns + lane] = part(-2 * Math.PI * n * (lane + 1) / FrameLength);
        }

        return table;
    }

    private static double[] MakeTwiddles(Func<double, double> part) =>
        [.. Enumerable.Range(0, Hop).Select(i => part(-2 * Math.PI * i / Hop))];

    /// <summary>Follows the indices through the passes: 4 ways of 32, of 8, of 2, then 2 ways.</summary>
    private static int[] MakePlaces()
    {
        var places = new int[Hop];
        for (int m = 0; m < Hop; m++)
            places[m] = m % 4 * 32 + m / 4 % 4 * 8 + m / 16 % 4 * 2 + m / 64;
        return places;
    }

    /// <summary>The three factors of a butterfly, each in all lanes.</summary>
    private readonly struct Twiddles(int angle)
    {
        public readonly Vector512<double> Re1 = Vector512.Create(TwiddleCos[angle]), Im1 = Vector512.Create(TwiddleSin[angle]);
        public readonly Vector512<double> Re2 = Vector512.Create(TwiddleCos[2 * angle]), Im2 = Vector512.Create(TwiddleSin[2 * angle]);
        public readonly Vector512<double> Re3 = Vector512.Create(TwiddleCos[3 * angle]), Im3 = Vector512.Create(TwiddleSin[3 * angle]);
    }
}
