using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumAI.Features;

/// <summary>The passes of <see cref="RealFft64"/> on vectors of 512 bits: radix-4 butterflies, eight side by side.</summary>
internal static unsafe class StockhamPasses512
{
    private const int Lanes = 8;

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

    /// <summary>Real part of a product of complex numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> TurnedRe(Vector512<double> re, Vector512<double> im, Vector512<double> wRe, Vector512<double> wIm) =>
        Vector512.FusedMultiplyAdd(re, wRe, -(im * wIm));

    /// <summary>Its imaginary part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> TurnedIm(Vector512<double> re, Vector512<double> im, Vector512<double> wRe, Vector512<double> wIm) =>
        Vector512.FusedMultiplyAdd(re, wIm, im * wRe);

    /// <summary>Stride 1: eight columns at once, whose four answers each are woven together on the way out.</summary>
    public static void First(int n, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
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
    public static void Second(int n, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
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

    /// <summary>Larger strides: whole vectors under one twiddle.</summary>
    public static void Further(int n, int stride, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
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

    /// <summary>The four sums of a radix-4 butterfly, eight side by side, before their twiddles.</summary>
    private readonly struct Butterfly512(
        Vector512<double> re0, Vector512<double> im0, Vector512<double> re1, Vector512<double> im1,
        Vector512<double> re2, Vector512<double> im2, Vector512<double> re3, Vector512<double> im3)
    {
        public readonly Vector512<double> Re0 = re0, Im0 = im0, Re1 = re1, Im1 = im1, Re2 = re2, Im2 = im2, Re3 = re3, Im3 = im3;
    }
}
