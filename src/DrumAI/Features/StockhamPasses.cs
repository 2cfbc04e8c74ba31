using System.Numerics;

namespace DrumAI.Features;

/// <summary>The passes of <see cref="RealFft64"/> on <see cref="Vector{T}"/>.</summary>
internal static unsafe class StockhamPasses
{
    /// <summary>The pass left over where N/2 is no power of four: sums and differences, without twiddles.</summary>
    public static void LastPairs(int stride, double* fromRe, double* fromIm, double* toRe, double* toIm)
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
    public static void Pass(int n, int stride, double* fromRe, double* fromIm, double* toRe, double* toIm, double* table)
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
}
