using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumAI.Features;

/// <summary>
/// Power spectra of several real frames at once, one frame a SIMD lane: the textbook radix-2 transform runs unchanged on vectors,
/// and every load, butterfly and store is full width whatever the size.
/// </summary>
/// <remarks>A real frame of N goes through a complex transform of N / 2 (even samples real, odd samples imaginary). Not thread-safe.</remarks>
internal sealed class LaneFft
{
    private const int BlockLength = 64;

    private readonly int half;
    private readonly int[] reversed;
    private readonly float[] cos, sin;              // e^(-2 pi i k / half), k < half / 2
    private readonly float[] unpackCos, unpackSin;  // e^(-2 pi i k / size), k <= half
    private readonly Vector<float>[] re, im;
    private readonly float[] interleaved;           // [block, lanes]

    /// <param name="size">Frame length, a power of two, 8 or more.</param>
    public LaneFft(int size)
    {
        if (size < 8 || !BitOperations.IsPow2(size)) throw new ArgumentOutOfRangeException(nameof(size));
        half = size / 2;
        re = new Vector<float>[half];
        im = new Vector<float>[half];
        interleaved = new float[Math.Min(size, BlockLength) * LaneCount];
        int bits = BitOperations.Log2((uint)half);
        reversed = new int[half];
        for (int i = 1; i < half; i++) reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) << (bits - 1));
        cos = new float[half / 2];
        sin = new float[half / 2];
        for (int k = 0; k < half / 2; k++) (sin[k], cos[k]) = SinCos(-2 * Math.PI * k / half);
        unpackCos = new float[half + 1];
        unpackSin = new float[half + 1];
        for (int k = 0; k <= half; k++) (unpackSin[k], unpackCos[k]) = SinCos(-2 * Math.PI * k / size);
    }

    /// <summary>Number of frames transformed together.</summary>
    public static int LaneCount => Vector<float>.Count;

    /// <summary>
    /// |X[k]|^2 for k = 0..size/2 of <see cref="LaneCount"/> frames, frame j being <c>signal[start + j * hop ..]</c> under
    /// <paramref name="window"/>; the signal is silent outside its span.
    /// </summary>
    public void PowerSpectra(ReadOnlySpan<float> signal, int start, int hop, ReadOnlySpan<float> window, Span<Vector<float>> power)
    {
        Load(signal, start, hop, window);
        Transform();
        Unpack(power);
    }

    /// <summary>
    /// Turns frames into lanes, a block at a time so that it stays in the nearest cache. Amplitudes are written one by one and read back as
    /// vectors in a second pass: a vector read right after the single writes it is made of would wait for them.
    /// </summary>
    private void Load(ReadOnlySpan<float> signal, int start, int hop, ReadOnlySpan<float> window)
    {
        int length = interleaved.Length / LaneCount;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(interleaved.AsSpan());
        for (int block = 0; block < 2 * half; block += length)
        {
            for (int lane = 0; lane < LaneCount; lane++) Interleave(signal, start + lane * hop + block, lane, length);
            for (int i = 0; i < length; i += 2)
            {
                int target = reversed[(block + i) / 2];
                re[target] = vectors[i] * window[block + i];
                im[target] = vectors[i + 1] * window[block + i + 1];
            }
        }
    }

    /// <summary>Writes a stretch of the signal into one lane; silence where the signal has not begun or has ended.</summary>
    private void Interleave(ReadOnlySpan<float> signal, int first, int lane, int length)
    {
        int from = Math.Clamp(-first, 0, length), to = Math.Clamp(signal.Length - first, from, length), target = lane;
        for (int i = 0; i < from; i++, target += LaneCount) interleaved[target] = 0;
        if (to > from)
        {
            foreach (float amplitude in signal[(first + from)..(first + to)])
            {
                interleaved[target] = amplitude;
                target += LaneCount;
            }
        }

        for (int i = to; i < length; i++, target += LaneCount) interleaved[target] = 0;
    }

    /// <summary>Two stages of the radix-2 transform at a time, which halves the trips to memory; one alone first where their number is odd.</summary>
    private void Transform()
    {
        int span = 1;
        if (BitOperations.Log2((uint)half) % 2 == 1)
        {
            for (int top = 0; top < half; top += 2)
            {
                (re[top], re[top + 1]) = (re[top] + re[top + 1], re[top] - re[top + 1]);
                (im[top], im[top + 1]) = (im[top] + im[top + 1], im[top] - im[top + 1]);
            }

            span = 2;
        }

        for (; span < half; span *= 4)
            for (int k = 0; k < span; k++) TwoStages(span, k);
    }

    /// <summary>The butterflies of offset <paramref name="k"/> in the stages of <paramref name="span"/> and twice that.</summary>
    private void TwoStages(int span, int k)
    {
        int stride = half / (4 * span);
        var w1r = new Vector<float>(cos[2 * k * stride]);
        var w1i = new Vector<float>(sin[2 * k * stride]);
        var w2r = new Vector<float>(cos[k * stride]);
        var w2i = new Vector<float>(sin[k * stride]);
        ref var r = ref MemoryMarshal.GetArrayDataReference(re);
        ref var i = ref MemoryMarshal.GetArrayDataReference(im);
        for (int top = k; top < half; top += 4 * span)
        {
            ref var ar = ref Unsafe.Add(ref r, top);
            ref var ai = ref Unsafe.Add(ref i, top);
            ref var br = ref Unsafe.Add(ref ar, span);
            ref var bi = ref Unsafe.Add(ref ai, span);
            ref var cr = ref Unsafe.Add(ref br, span);
            ref var ci = ref Unsafe.Add(ref bi, span);
            ref var dr = ref Unsafe.Add(ref cr, span);
            ref var di = ref Unsafe.Add(ref ci, span);
            var bwr = br * w1r - bi * w1i;
            var bwi = br * w1i + bi * w1r;
            var dwr = dr * w1r - di * w1i;
            var dwi = dr * w1i + di * w1r;
            var evenR = ar + bwr;
            var evenI = ai + bwi;
            var oddR = ar - bwr;
            var oddI = ai - bwi;
            var sumR = cr + dwr;
            var sumI = ci + dwi;
            var differenceR = cr - dwr;
            var differenceI = ci - dwi;
            // The second stage's twiddle of the odd pair is -i times that of the even one.
            var evenTurnedR = sumR * w2r - sumI * w2i;
            var evenTurnedI = sumR * w2i + sumI * w2r;
            var oddTurnedR = differenceR * w2i + differenceI * w2r;
            var oddTurnedI = differenceI * w2i - differenceR * w2r;
            ar = evenR + evenTurnedR;
            ai = evenI + evenTurnedI;
            cr = evenR - evenTurnedR;
            ci = evenI - evenTurnedI;
            br = oddR + oddTurnedR;
            bi = oddI + oddTurnedI;
            dr = oddR - oddTurnedR;
            di = oddI - oddTurnedI;
        }
    }

    private void Unpack(Span<Vector<float>> power)
    {
        for (int k = 0; k <= half; k++)
        {
            int a = k == half ? 0 : k, b = k == 0 ? 0 : half - k;
            var sumRe = re[a] + re[b];
            var sumIm = im[a] - im[b];
            var difRe = re[a] - re[b];
            var difIm = im[a] + im[b];
            // X[k] = (sum - i w dif) / 2 with w = e^(-2 pi i k / size)
            var xr = sumRe + difRe * unpackSin[k] + difIm * unpackCos[k];
            var xi = sumIm + difIm * unpackSin[k] - difRe * unpackCos[k];
            power[k] = (xr * xr + xi * xi) * 0.25f;
        }
    }

    private static (float Sin, float Cos) SinCos(double angle)
    {
        var (s, c) = Math.SinCos(angle);
        return ((float)s, (float)c);
    }
}
