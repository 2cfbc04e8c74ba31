using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumAI.Features.Timbre;

/// <summary>
/// The filtered sounds that depth and brightness weigh against each other. Each filter is a Butterworth section of
/// second order run three times, forward only: first a high-pass at 20 Hz, and from its result, brought to a peak of
/// 1, low-passes at 500 Hz and 2 kHz and high-passes at 100 Hz and 2 kHz, four lanes of one vector.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class CrossoverFilters
{
    private double[] full = [], below500 = [], below2000 = [], above100 = [], above2000 = [];
    private int length;

    /// <summary>The sound above 20 Hz, its peak at 1.</summary>
    public ReadOnlySpan<double> Full => full.AsSpan(0, length);

    /// <summary>Of it, what lies below 500 Hz.</summary>
    public ReadOnlySpan<double> Below500Hz => below500.AsSpan(0, length);

    /// <summary>Of it, what lies below 2 kHz.</summary>
    public ReadOnlySpan<double> Below2000Hz => below2000.AsSpan(0, length);

    /// <summary>Of it, what lies above 100 Hz.</summary>
    public ReadOnlySpan<double> Above100Hz => above100.AsSpan(0, length);

    /// <summary>Of it, what lies above 2 kHz.</summary>
    public ReadOnlySpan<double> Above2000Hz => above2000.AsSpan(0, length);

    /// <summary>Filters a sound that is not silent.</summary>
    public void Split(ReadOnlySpan<double> audio, int sampleRate)
    {
        length = audio.Length;
        // Rows of four samples are stored at once, so the buffers end on a multiple of four.
        int room = (length + 3) & ~3;
        Span<double> x = Scratch.Grow(ref full, room);
        Scratch.Grow(ref below500, room);
        Scratch.Grow(ref below2000, room);
        Scratch.Grow(ref above100, room);
        Scratch.Grow(ref above2000, room);
        HighPass(audio, x, Biquad.HighPass(20, sampleRate));
        x[length..].Clear();
        TensorPrimitives.Multiply(x, 1 / Math.Abs(TensorPrimitives.MaxMagnitude<double>(x[..length])), x);
        FilterLanes(x, Biquad.LowPass(500, sampleRate), Biquad.LowPass(2000, sampleRate),
            Biquad.HighPass(100, sampleRate), Biquad.HighPass(2000, sampleRate));
    }

    private static void HighPass(ReadOnlySpan<double> audio, Span<double> output, Biquad f)
    {
        double p1 = 0, p2 = 0, q1 = 0, q2 = 0, r1 = 0, r2 = 0;
        (double b0, double b1, double b2, double n1, double n2) = (f.B0, f.B1, f.B2, -f.A1, -f.A2);
        for (int i = 0; i < audio.Length; i++)
        {
            double x = audio[i], y = Math.FusedMultiplyAdd(b0, x, p1);
            p1 = Math.FusedMultiplyAdd(n1, y, Math.FusedMultiplyAdd(b1, x, p2));
            p2 = Math.FusedMultiplyAdd(n2, y, b2 * x);
            x = y;
            y = Math.FusedMultiplyAdd(b0, x, q1);
            q1 = Math.FusedMultiplyAdd(n1, y, Math.FusedMultiplyAdd(b1, x, q2));
            q2 = Math.FusedMultiplyAdd(n2, y, b2 * x);
            x = y;
            y = Math.FusedMultiplyAdd(b0, x, r1);
            r1 = Math.FusedMultiplyAdd(n1, y, Math.FusedMultiplyAdd(b1, x, r2));
            r2 = Math.FusedMultiplyAdd(n2, y, b2 * x);
            output[i] = y;
        }
    }

    private void FilterLanes(ReadOnlySpan<double> x, Biquad f0, Biquad f1, Biquad f2, Biquad f3)
    {
        var b0 = Vector256.Create(f0.B0, f1.B0, f2.B0, f3.B0);
        var b1 = Vector256.Create(f0.B1, f1.B1, f2.B1, f3.B1);
        var b2 = Vector256.Create(f0.B2, f1.B2, f2.B2, f3.B2);
        var n1 = -Vector256.Create(f0.A1, f1.A1, f2.A1, f3.A1);
        var n2 = -Vector256.Create(f0.A2, f1.A2, f2.A2, f3.A2);
        Vector256<double> p1 = default, p2 = default, q1 = default, q2 = default, r1 = default, r2 = default;
        Span<Vector256<double>> rows = stackalloc Vector256<double>[4];
        for (int i = 0; i < x.Length; i += 4)
        {
            for (int k = 0; k < 4; k++)
            {
                var v = Vector256.Create(x[i + k]);
                v = Run(v, ref p1, ref p2, b0, b1, b2, n1, n2);
                v = Run(v, ref q1, ref q2, b0, b1, b2, n1, n2);
                rows[k] = Run(v, ref r1, ref r2, b0, b1, b2, n1, n2);
            }

            StoreColumns(rows, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Run(Vector256<double> x, ref Vector256<double> z1, ref Vector256<double> z2,
        Vector256<double> b0, Vector256<double> b1, Vector256<double> b2, Vector256<double> n1, Vector256<double> n2)
    {
        var y = Vector256.FusedMultiplyAdd(b0, x, z1);
        z1 = Vector256.FusedMultiplyAdd(n1, y, Vector256.FusedMultiplyAdd(b1, x, z2));
        z2 = Vector256.FusedMultiplyAdd(n2, y, b2 * x);
        return y;
    }

    private void StoreColumns(ReadOnlySpan<Vector256<double>> rows, int at)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> ab0 = Avx.UnpackLow(rows[0], rows[1]), ab1 = Avx.UnpackHigh(rows[0], rows[1]);
            Vector256<double> cd0 = Avx.UnpackLow(rows[2], rows[3]), cd1 = Avx.UnpackHigh(rows[2], rows[3]);
            Avx.Permute2x128(ab0, cd0, 0x20).StoreUnsafe(ref below500[at]);
            Avx.Permute2x128(ab1, cd1, 0x20).StoreUnsafe(ref below2000[at]);
            Avx.Permute2x128(ab0, cd0, 0x31).StoreUnsafe(ref above100[at]);
            Avx.Permute2x128(ab1, cd1, 0x31).StoreUnsafe(ref above2000[at]);
            return;
        }

        for (int k = 0; k < rows.Length; k++)
        {
            below500[at + k] = rows[k].GetElement(0);
            below2000[at + k] = rows[k].GetElement(1);
            above100[at + k] = rows[k].GetElement(2);
            above2000[at + k] = rows[k].GetElement(3);
        }
    }
}
