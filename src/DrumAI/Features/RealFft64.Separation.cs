using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static DrumAI.Features.StockhamPasses512;

namespace DrumAI.Features;

/// <content>Between the spectrum of N/2 packed complex numbers and that of N reals, both ways.</content>
internal sealed unsafe partial class RealFft64
{
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
}
