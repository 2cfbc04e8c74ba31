using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumAI.Features;

/// <summary>
/// Discrete Fourier transform of real signals in double precision: X[k] = sum x[n] exp(-2 pi i k n / N), k = 0..N/2.
/// N reals are packed into N/2 complex numbers, transformed by a self-sorting (Stockham) radix-4 decimation in frequency
/// and separated again. Real and imaginary parts lie apart, so that every pass works on whole vectors: 512 bits wide
/// where the processor has AVX-512, <see cref="Vector{T}"/> elsewhere.
/// </summary>
/// <remarks>Allocates nothing after construction. An instance holds scratch: one thread at a time.</remarks>
internal sealed unsafe partial class RealFft64
{
    private const int Lanes = 8;
    private const int ShortestSize = 64;
    private const int LongestSize = 65536;

    private readonly int half;
    private readonly bool wide;
    private readonly int passCount;

    /// <summary>Pinned home of all tables and scratch below, so that the pointers hold and can be aligned to cache lines.</summary>
    private readonly double[] store;
    private readonly double* firstRe, firstIm, secondRe, secondIm;
    private readonly double* twiddles;
    private readonly double* separationRe, separationIm;

    /// <param name="size">Length of the signal: a power of two, 64 to 65536.</param>
    /// <param name="allowWide">False keeps to <see cref="Vector{T}"/> even where AVX-512 is there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not one of these.</exception>
    public RealFft64(int size, bool allowWide = true)
    {
        if (size is < ShortestSize or > LongestSize || !BitOperations.IsPow2(size))
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a transform is a power of two from 64 to 65536.");
        Size = size;
        half = size / 2;
        wide = allowWide && Avx512F.IsSupported;
        passCount = BitOperations.Log2((uint)half) / 2;

        int twiddleCount = 0;
        for (int n = half, stride = 1; n >= 4; n /= 4, stride *= 4) twiddleCount += PassTableLength(n, stride);
        store = GC.AllocateArray<double>(4 * half + twiddleCount + half + 4 * Lanes, pinned: true);
        double* next = (double*)(((nuint)Unsafe.AsPointer(ref store[0]) + 63) & ~(nuint)63);
        firstRe = Take(ref next, half);
        firstIm = Take(ref next, half);
        secondRe = Take(ref next, half);
        secondIm = Take(ref next, half);
        separationRe = Take(ref next, half / 2);
        separationIm = Take(ref next, half / 2);
        twiddles = next;
        FillTwiddles();

        // Entry k - 1 belongs to bin k = 1..N/4.
        for (int k = 1; k <= half / 2; k++)
            (separationIm[k - 1], separationRe[k - 1]) = Math.SinCos(-2 * Math.PI * k / size);
    }

    /// <summary>Length N of the signal.</summary>
    public int Size { get; }

    /// <summary>Number of bins, N/2 + 1.</summary>
    public int BinCount => half + 1;

    /// <summary>Transforms a signal.</summary>
    /// <param name="input">N amplitudes; left as they are.</param>
    /// <param name="re">Receives the real parts of N/2 + 1 bins.</param>
    /// <param name="im">Receives their imaginary parts.</param>
    public void Forward(ReadOnlySpan<double> input, Span<double> re, Span<double> im)
    {
        CheckLengths(input.Length, Math.Min(re.Length, im.Length));
        Deinterleave(input);
        var z = TransformPacked(firstRe, firstIm, secondRe, secondIm);
        double* zRe = z.Re, zIm = z.Im;
        fixed (double* outRe = re, outIm = im)
        {
            (outRe[0], outIm[0]) = (zRe[0] + zIm[0], 0);
            (outRe[half], outIm[half]) = (zRe[0] - zIm[0], 0);
            if (wide) SeparateWide(zRe, zIm, outRe, outIm);
            else Separate(zRe, zIm, outRe, outIm);
        }
    }

    /// <summary>Power |X[k]|^2 of a signal.</summary>
    /// <param name="input">N amplitudes; left as they are.</param>
    /// <param name="power">Receives N/2 + 1 bins.</param>
    public void PowerSpectrum(ReadOnlySpan<double> input, Span<double> power)
    {
        CheckLengths(input.Length, power.Length);
        Deinterleave(input);
        var z = TransformPacked(firstRe, firstIm, secondRe, secondIm);
        double* zRe = z.Re, zIm = z.Im;
        fixed (double* outPower = power)
        {
            double sum = zRe[0] + zIm[0], difference = zRe[0] - zIm[0];
            outPower[0] = sum * sum;
            outPower[half] = difference * difference;
            if (wide) SeparateWide(zRe, zIm, outPower, null);
            else Separate(zRe, zIm, outPower, null);
        }
    }

    /// <summary>Inverse of <see cref="Forward"/>, scaled by 1/N. The imaginary parts of the first and last bin count as 0.</summary>
    /// <param name="re">Real parts of N/2 + 1 bins; left as they are.</param>
    /// <param name="im">Their imaginary parts.</param>
    /// <param name="output">Receives N amplitudes.</param>
    public void Inverse(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> output)
    {
        CheckLengths(output.Length, Math.Min(re.Length, im.Length));
        double scale = 1.0 / Size;
        firstRe[0] = (re[0] + re[half]) * scale;
        firstIm[0] = (re[0] - re[half]) * scale;
        if (wide) JoinWide(re, im, scale);
        else Join(re, im, scale);

        // Exchanging the parts before and after turns a forward transform into the inverse.
        var z = TransformPacked(firstIm, firstRe, secondIm, secondRe);
        double* zRe = z.Im, zIm = z.Re;
        fixed (double* x = output)
        {
            int n = 0;
            if (wide)
            {
                var low = Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
                var high = Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15);
                for (; n < half; n += Lanes)
                {
                    var (even, odd) = (Vector512.Load(zRe + n), Vector512.Load(zIm + n));
                    Avx512F.PermuteVar8x64x2(even, low, odd).Store(x + 2 * n);
                    Avx512F.PermuteVar8x64x2(even, high, odd).Store(x + 2 * n + Lanes);
                }
            }

            for (; n < half; n++)
            {
                x[2 * n] = zRe[n];
                x[2 * n + 1] = zIm[n];
            }
        }
    }

    private static double* Take(ref double* next, int count)
    {
        double* taken = next;
        next += (count + Lanes - 1) & ~(Lanes - 1);
        return taken;
    }

    /// <summary>Six numbers (three complex twiddles) a column; the pass of stride 4 repeats each four times, to be loaded as vectors.</summary>
    private static int PassTableLength(int n, int stride) => 6 * (n / 4) * (stride == 4 ? 4 : 1);

    private void FillTwiddles()
    {
        double* table = twiddles;
        for (int n = half, stride = 1; n >= 4; n /= 4, stride *= 4)
        {
            int columns = n / 4, repeat = stride == 4 ? 4 : 1, plane = columns * repeat;
            for (int p = 0; p < columns; p++)
            {
                for (int power = 1; power <= 3; power++)
                {
                    var (sin, cos) = Math.SinCos(-2 * Math.PI * p * power / n);
                    for (int copy = 0; copy < repeat; copy++)
                    {
                        // Up to stride 4 by planes (one vector load each), above it by columns (broadcasts).
                        int at = stride <= 4 ? 2 * (power - 1) * plane + p * repeat + copy : 6 * p + 2 * (power - 1);
                        table[at] = cos;
                        table[at + (stride <= 4 ? plane : 1)] = sin;
                    }
                }
            }

            table += PassTableLength(n, stride);
        }
    }

    private void CheckLengths(int signalLength, int binCount)
    {
        if (signalLength != Size) throw new ArgumentException($"The signal has {signalLength} amplitudes instead of {Size}.");
        if (binCount < BinCount) throw new ArgumentException($"There is room for {binCount} bins, not for {BinCount}.");
    }

    private void Deinterleave(ReadOnlySpan<double> input)
    {
        fixed (double* x = input)
        {
            int n = 0;
            if (wide)
            {
                var even = Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14);
                var odd = Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15);
                for (; n < half; n += Lanes)
                {
                    var low = Vector512.Load(x + 2 * n);
                    var high = Vector512.Load(x + 2 * n + Lanes);
                    Avx512F.PermuteVar8x64x2(low, even, high).Store(firstRe + n);
                    Avx512F.PermuteVar8x64x2(low, odd, high).Store(firstIm + n);
                }

                return;
            }

            for (; n < half; n++)
            {
                firstRe[n] = x[2 * n];
                firstIm[n] = x[2 * n + 1];
            }
        }
    }

    /// <summary>Transforms N/2 complex numbers; the answer lies in one of the two pairs of buffers, which is returned.</summary>
    private Parts TransformPacked(double* fromRe, double* fromIm, double* toRe, double* toIm)
    {
        double* table = twiddles;
        int n = half, stride = 1;
        for (int pass = 0; pass < passCount; pass++)
        {
            if (!wide) StockhamPasses.Pass(n, stride, fromRe, fromIm, toRe, toIm, table);
            else if (stride == 1) StockhamPasses512.First(n, fromRe, fromIm, toRe, toIm, table);
            else if (stride == 4) StockhamPasses512.Second(n, fromRe, fromIm, toRe, toIm, table);
            else StockhamPasses512.Further(n, stride, fromRe, fromIm, toRe, toIm, table);
            table += PassTableLength(n, stride);
            double* freeRe = fromRe, freeIm = fromIm;
            fromRe = toRe;
            fromIm = toIm;
            toRe = freeRe;
            toIm = freeIm;
            n /= 4;
            stride *= 4;
        }

        if (n == 2)
        {
            StockhamPasses.LastPairs(stride, fromRe, fromIm, toRe, toIm);
            return new Parts(toRe, toIm);
        }

        return new Parts(fromRe, fromIm);
    }

    private readonly struct Parts(double* re, double* im)
    {
        public readonly double* Re = re, Im = im;
    }
}
