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
internal sealed unsafe class RealFft64
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

    /// <summary>Undoes the separation: joins the spectra of the even and odd samples to that of the packed ones.</summary>
    private void Join(ReadOnlySpan<double> re, ReadOnlySpan<double> im, double scale)
    {
        for (int k = 1; k <= half / 2; k++)
        {
            int mirror = half - k;
            double evenRe = (re[k] + re[mirror]) * scale, evenIm = (im[k] - im[mirror]) * scale;
            double productRe = (re[k] - re[mirror]) * scale, productIm = (im[k] + im[mirror]) * scale;
            double wRe = separationRe[k - 1], wIm = -separationIm[k - 1];
            double oddRe = productRe * wRe - productIm * wIm, oddIm = productRe * wIm + productIm * wRe;
            firstRe[k] = evenRe - oddIm;
            firstIm[k] = evenIm + oddRe;
            firstRe[mirror] = evenRe + oddIm;
            firstIm[mirror] = oddRe - evenIm;
        }
    }

    private void JoinWide(ReadOnlySpan<double> re, ReadOnlySpan<double> im, double scale)
    {
        fixed (double* inRe = re, inIm = im)
        {
            var factor = Vector512.Create(scale);
            for (int k = 1; k <= half / 2; k += Lanes)
            {
                // The last block reaches over the middle; what it writes there twice is the same twice.
                int mirror = half - k - (Lanes - 1);
                var (aRe, aIm) = (Vector512.Load(inRe + k), Vector512.Load(inIm + k));
                var (bRe, bIm) = (Reversed(Vector512.Load(inRe + mirror)), Reversed(Vector512.Load(inIm + mirror)));
                var (evenRe, evenIm) = ((aRe + bRe) * factor, (aIm - bIm) * factor);
                var (productRe, productIm) = ((aRe - bRe) * factor, (aIm + bIm) * factor);
                var (wRe, wIm) = (Vector512.Load(separationRe + k - 1), -Vector512.Load(separationIm + k - 1));
                var (oddRe, oddIm) = (TurnedRe(productRe, productIm, wRe, wIm), TurnedIm(productRe, productIm, wRe, wIm));
                (evenRe - oddIm).Store(firstRe + k);
                (evenIm + oddRe).Store(firstIm + k);
                Reversed(evenRe + oddIm).Store(firstRe + mirror);
                Reversed(oddRe - evenIm).Store(firstIm + mirror);
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
            if (!wide) Pass(n, stride, fromRe, fromIm, toRe, toIm, table);
            else if (stride == 1) FirstPassWide(n, fromRe, fromIm, toRe, toIm, table);
            else if (stride == 4) SecondPassWide(n, fromRe, fromIm, toRe, toIm, table);
            else PassWide(n, stride, fromRe, fromIm, toRe, toIm, table);
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
            LastPairs(stride, fromRe, fromIm, toRe, toIm);
            return new Parts(toRe, toIm);
        }

        return new Parts(fromRe, fromIm);
    }

    /// <summary>The pass left over where N/2 is no power of four: sums and differences, without twiddles.</summary>
    private static void LastPairs(int stride, double* fromRe, double* fromIm, double* toRe, double* toIm)
    {
        for (int q = 0; q < stride; q += Vector<double>.Count)
        {
            var (aRe, aIm) = (Vector.Load(fromRe + q), Vector.Load(fromIm + q));
            var (bRe, bIm) = (Vector.Load(fromRe + stride + q), Vector.Load(fromIm + stride + q));
            (aRe + bRe).Store(toRe + q);
            (aIm + bIm).Store(toIm + q);
            (aRe - bRe).Store(toRe + stride + q);
            (aIm - bIm).Store(toIm + stride + q);
        }
    }

    /// <summary>One radix-4 pass: four inputs a quarter apart become four neighbours, each turned by its twiddle.</summary>
    private static void Pass(int n, int stride, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
    {
        int columns = n / 4, quarter = columns * stride, plane = stride == 4 ? 4 * columns : columns;
        for (int p = 0; p < columns; p++)
        {
            double* w = stride > 4 ? table + 6 * p : table + (stride == 4 ? 4 * p : p);
            int step = stride > 4 ? 1 : plane;
            double w1Re = w[0], w1Im = w[step], w2Re = w[2 * step], w2Im = w[3 * step], w3Re = w[4 * step], w3Im = w[5 * step];
            double* aRe = fromRe + p * stride, aIm = fromIm + p * stride;
            double* yRe = toRe + 4 * p * stride, yIm = toIm + 4 * p * stride;
            int q = 0;
            for (; q <= stride - Vector<double>.Count; q += Vector<double>.Count)
            {
                var (ar, ai) = (Vector.Load(aRe + q), Vector.Load(aIm + q));
                var (br, bi) = (Vector.Load(aRe + quarter + q), Vector.Load(aIm + quarter + q));
                var (cr, ci) = (Vector.Load(aRe + 2 * quarter + q), Vector.Load(aIm + 2 * quarter + q));
                var (dr, di) = (Vector.Load(aRe + 3 * quarter + q), Vector.Load(aIm + 3 * quarter + q));
                var (sr, si, tr, ti) = (ar + cr, ai + ci, ar - cr, ai - ci);
                var (ur, ui, vr, vi) = (br + dr, bi + di, br - dr, bi - di);
                (sr + ur).Store(yRe + q);
                (si + ui).Store(yIm + q);
                var (er, ei) = (tr + vi, ti - vr);
                (er * w1Re - ei * w1Im).Store(yRe + stride + q);
                (er * w1Im + ei * w1Re).Store(yIm + stride + q);
                (er, ei) = (sr - ur, si - ui);
                (er * w2Re - ei * w2Im).Store(yRe + 2 * stride + q);
                (er * w2Im + ei * w2Re).Store(yIm + 2 * stride + q);
                (er, ei) = (tr - vi, ti + vr);
                (er * w3Re - ei * w3Im).Store(yRe + 3 * stride + q);
                (er * w3Im + ei * w3Re).Store(yIm + 3 * stride + q);
            }

            for (; q < stride; q++)
            {
                double ar = aRe[q], ai = aIm[q], br = aRe[quarter + q], bi = aIm[quarter + q];
                double cr = aRe[2 * quarter + q], ci = aIm[2 * quarter + q], dr = aRe[3 * quarter + q], di = aIm[3 * quarter + q];
                double sr = ar + cr, si = ai + ci, tr = ar - cr, ti = ai - ci;
                double ur = br + dr, ui = bi + di, vr = br - dr, vi = bi - di;
                yRe[q] = sr + ur;
                yIm[q] = si + ui;
                double er = tr + vi, ei = ti - vr;
                yRe[stride + q] = er * w1Re - ei * w1Im;
                yIm[stride + q] = er * w1Im + ei * w1Re;
                (er, ei) = (sr - ur, si - ui);
                yRe[2 * stride + q] = er * w2Re - ei * w2Im;
                yIm[2 * stride + q] = er * w2Im + ei * w2Re;
                (er, ei) = (tr - vi, ti + vr);
                yRe[3 * stride + q] = er * w3Re - ei * w3Im;
                yIm[3 * stride + q] = er * w3Im + ei * w3Re;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Butterfly512 Load4(double* re, double* im, int quarter)
    {
        var (ar, ai) = (Vector512.Load(re), Vector512.Load(im));
        var (br, bi) = (Vector512.Load(re + quarter), Vector512.Load(im + quarter));
        var (cr, ci) = (Vector512.Load(re + 2 * quarter), Vector512.Load(im + 2 * quarter));
        var (dr, di) = (Vector512.Load(re + 3 * quarter), Vector512.Load(im + 3 * quarter));
        var (sr, si, tr, ti) = (ar + cr, ai + ci, ar - cr, ai - ci);
        var (ur, ui, vr, vi) = (br + dr, bi + di, br - dr, bi - di);
        return new Butterfly512(sr + ur, si + ui, tr + vi, ti - vr, sr - ur, si - ui, tr - vi, ti + vr);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TurnedRe(Vector512<double> re, Vector512<double> im, Vector512<double> wRe, Vector512<double> wIm) =>
        Vector512.FusedMultiplyAdd(re, wRe, -(im * wIm));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TurnedIm(Vector512<double> re, Vector512<double> im, Vector512<double> wRe, Vector512<double> wIm) =>
        Vector512.FusedMultiplyAdd(re, wIm, im * wRe);

    /// <summary>Stride 1: eight columns at once, whose four answers each are woven together on the way out.</summary>
    private static void FirstPassWide(int n, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
    {
        int columns = n / 4;
        for (int p = 0; p < columns; p += Lanes)
        {
            var b = Load4(fromRe + p, fromIm + p, columns);
            double* w = table + p;
            var (w1Re, w1Im) = (Vector512.Load(w), Vector512.Load(w + columns));
            var (w2Re, w2Im) = (Vector512.Load(w + 2 * columns), Vector512.Load(w + 3 * columns));
            var (w3Re, w3Im) = (Vector512.Load(w + 4 * columns), Vector512.Load(w + 5 * columns));
            Weave(b.Re0, TurnedRe(b.Re1, b.Im1, w1Re, w1Im), TurnedRe(b.Re2, b.Im2, w2Re, w2Im), TurnedRe(b.Re3, b.Im3, w3Re, w3Im), toRe + 4 * p);
            Weave(b.Im0, TurnedIm(b.Re1, b.Im1, w1Re, w1Im), TurnedIm(b.Re2, b.Im2, w2Re, w2Im), TurnedIm(b.Re3, b.Im3, w3Re, w3Im), toIm + 4 * p);
        }
    }

    /// <summary>Stores a0 b0 c0 d0 a1 b1 c1 d1 ... a7 b7 c7 d7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weave(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, double* to)
    {
        // Within each 128-bit lane: (a0 b0 a2 b2 a4 b4 a6 b6) and so on; then pick pairs.
        var abEven = Avx512F.UnpackLow(a, b);
        var abOdd = Avx512F.UnpackHigh(a, b);
        var cdEven = Avx512F.UnpackLow(c, d);
        var cdOdd = Avx512F.UnpackHigh(c, d);
        var even = Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11);
        var odd = Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15);
        var row02 = Avx512F.PermuteVar8x64x2(abEven, even, cdEven);
        var row46 = Avx512F.PermuteVar8x64x2(abEven, odd, cdEven);
        var row13 = Avx512F.PermuteVar8x64x2(abOdd, even, cdOdd);
        var row57 = Avx512F.PermuteVar8x64x2(abOdd, odd, cdOdd);
        row02.GetLower().Store(to);
        row13.GetLower().Store(to + 4);
        row02.GetUpper().Store(to + 8);
        row13.GetUpper().Store(to + 12);
        row46.GetLower().Store(to + 16);
        row57.GetLower().Store(to + 20);
        row46.GetUpper().Store(to + 24);
        row57.GetUpper().Store(to + 28);
    }

    /// <summary>Stride 4: two columns of four fill a vector.</summary>
    private static void SecondPassWide(int n, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
    {
        int plane = n;
        for (int i = 0; i < plane; i += Lanes)
        {
            var b = Load4(fromRe + i, fromIm + i, plane);
            double* w = table + i;
            var (w1Re, w1Im) = (Vector512.Load(w), Vector512.Load(w + plane));
            var (w2Re, w2Im) = (Vector512.Load(w + 2 * plane), Vector512.Load(w + 3 * plane));
            var (w3Re, w3Im) = (Vector512.Load(w + 4 * plane), Vector512.Load(w + 5 * plane));
            double* re = toRe + 4 * i, im = toIm + 4 * i;
            StoreHalves(b.Re0, re);
            StoreHalves(b.Im0, im);
            StoreHalves(TurnedRe(b.Re1, b.Im1, w1Re, w1Im), re + 4);
            StoreHalves(TurnedIm(b.Re1, b.Im1, w1Re, w1Im), im + 4);
            StoreHalves(TurnedRe(b.Re2, b.Im2, w2Re, w2Im), re + 8);
            StoreHalves(TurnedIm(b.Re2, b.Im2, w2Re, w2Im), im + 8);
            StoreHalves(TurnedRe(b.Re3, b.Im3, w3Re, w3Im), re + 12);
            StoreHalves(TurnedIm(b.Re3, b.Im3, w3Re, w3Im), im + 12);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector512<double> value, double* to)
    {
        value.GetLower().Store(to);
        value.GetUpper().Store(to + 16);
    }

    private static void PassWide(int n, int stride, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
    {
        int columns = n / 4, quarter = columns * stride;
        for (int p = 0; p < columns; p++)
        {
            double* w = table + 6 * p;
            var (w1Re, w1Im) = (Vector512.Create(w[0]), Vector512.Create(w[1]));
            var (w2Re, w2Im) = (Vector512.Create(w[2]), Vector512.Create(w[3]));
            var (w3Re, w3Im) = (Vector512.Create(w[4]), Vector512.Create(w[5]));
            double* xRe = fromRe + p * stride, xIm = fromIm + p * stride;
            double* yRe = toRe + 4 * p * stride, yIm = toIm + 4 * p * stride;
            for (int q = 0; q < stride; q += Lanes)
            {
                var b = Load4(xRe + q, xIm + q, quarter);
                b.Re0.Store(yRe + q);
                b.Im0.Store(yIm + q);
                TurnedRe(b.Re1, b.Im1, w1Re, w1Im).Store(yRe + stride + q);
                TurnedIm(b.Re1, b.Im1, w1Re, w1Im).Store(yIm + stride + q);
                TurnedRe(b.Re2, b.Im2, w2Re, w2Im).Store(yRe + 2 * stride + q);
                TurnedIm(b.Re2, b.Im2, w2Re, w2Im).Store(yIm + 2 * stride + q);
                TurnedRe(b.Re3, b.Im3, w3Re, w3Im).Store(yRe + 3 * stride + q);
                TurnedIm(b.Re3, b.Im3, w3Re, w3Im).Store(yIm + 3 * stride + q);
            }
        }
    }

    /// <summary>
    /// Parts the spectra of even and odd amplitudes, E = (Z[k] + conj Z[M-k]) / 2 and O = (Z[k] - conj Z[M-k]) / 2i, and joins
    /// them: X[k] = E + W^k O, X[M-k] = conj(E - W^k O), for k = 1..M/2. Without <paramref name="im"/> the powers are stored.
    /// </summary>
    private void Separate(double* zRe, double* zIm, double* re, double* im)
    {
        for (int k = 1; k <= half / 2; k++)
        {
            int mirror = half - k;
            double evenRe = 0.5 * (zRe[k] + zRe[mirror]), evenIm = 0.5 * (zIm[k] - zIm[mirror]);
            double oddRe = 0.5 * (zIm[k] + zIm[mirror]), oddIm = 0.5 * (zRe[mirror] - zRe[k]);
            double wRe = separationRe[k - 1], wIm = separationIm[k - 1];
            double turnedRe = oddRe * wRe - oddIm * wIm, turnedIm = oddRe * wIm + oddIm * wRe;
            double lowRe = evenRe + turnedRe, lowIm = evenIm + turnedIm, highRe = evenRe - turnedRe, highIm = turnedIm - evenIm;
            if (im == null)
            {
                re[k] = lowRe * lowRe + lowIm * lowIm;
                re[mirror] = highRe * highRe + highIm * highIm;
            }
            else
            {
                (re[k], im[k]) = (lowRe, lowIm);
                (re[mirror], im[mirror]) = (highRe, highIm);
            }
        }
    }

    private void SeparateWide(double* zRe, double* zIm, double* re, double* im)
    {
        var one = Vector512.Create(0.5);
        for (int k = 1; k <= half / 2; k += Lanes)
        {
            int mirror = half - k - (Lanes - 1);
            var (aRe, aIm) = (Vector512.Load(zRe + k), Vector512.Load(zIm + k));
            var (bRe, bIm) = (Reversed(Vector512.Load(zRe + mirror)), Reversed(Vector512.Load(zIm + mirror)));
            var (evenRe, evenIm) = (one * (aRe + bRe), one * (aIm - bIm));
            var (oddRe, oddIm) = (one * (aIm + bIm), one * (bRe - aRe));
            var (wRe, wIm) = (Vector512.Load(separationRe + k - 1), Vector512.Load(separationIm + k - 1));
            var (turnedRe, turnedIm) = (TurnedRe(oddRe, oddIm, wRe, wIm), TurnedIm(oddRe, oddIm, wRe, wIm));
            var (lowRe, lowIm) = (evenRe + turnedRe, evenIm + turnedIm);
            var (highRe, highIm) = (evenRe - turnedRe, turnedIm - evenIm);
            if (im == null)
            {
                Vector512.FusedMultiplyAdd(lowRe, lowRe, lowIm * lowIm).Store(re + k);
                Reversed(Vector512.FusedMultiplyAdd(highRe, highRe, highIm * highIm)).Store(re + mirror);
            }
            else
            {
                lowRe.Store(re + k);
                lowIm.Store(im + k);
                Reversed(highRe).Store(re + mirror);
                Reversed(highIm).Store(im + mirror);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Reversed(Vector512<double> value) =>
        Avx512F.PermuteVar8x64(value, Vector512.Create(7L, 6, 5, 4, 3, 2, 1, 0));

    private readonly struct Parts(double* re, double* im)
    {
        public readonly double* Re = re, Im = im;
    }

    /// <summary>The four sums of a radix-4 butterfly, eight side by side, before their twiddles.</summary>
    private readonly struct Butterfly512(
        Vector512<double> re0, Vector512<double> im0, Vector512<double> re1, Vector512<double> im1,
        Vector512<double> re2, Vector512<double> im2, Vector512<double> re3, Vector512<double> im3)
    {
        public readonly Vector512<double> Re0 = re0, Im0 = im0, Re1 = re1, Im1 = im1, Re2 = re2, Im2 = im2, Re3 = re3, Im3 = im3;
    }
}
