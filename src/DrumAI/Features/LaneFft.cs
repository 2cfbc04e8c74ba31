using System.Numerics;

namespace DrumAI.Features;

/// <summary>
/// Power spectra of several real frames at once, one frame a SIMD lane: the textbook radix-2 transform runs unchanged on vectors,
/// and every load, butterfly and store is full width whatever the size.
/// </summary>
/// <remarks>A real frame of N goes through a complex transform of N / 2 (even samples real, odd samples imaginary). Not thread-safe.</remarks>
internal sealed class LaneFft
{
    private readonly int half;
    private readonly int[] reversed;
    private readonly float[] cos, sin;              // e^(-2 pi i k / half), k < half / 2
    private readonly float[] unpackCos, unpackSin;  // e^(-2 pi i k / size), k <= half
    private readonly Vector<float>[] re, im;

    /// <param name="size">Frame length, a power of two, 8 or more.</param>
    public LaneFft(int size)
    {
        if (size < 8 || !BitOperations.IsPow2(size)) throw new ArgumentOutOfRangeException(nameof(size));
        half = size / 2;
        re = new Vector<float>[half];
        im = new Vector<float>[half];
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

    private void Load(ReadOnlySpan<float> signal, int start, int hop, ReadOnlySpan<float> window)
    {
        int lanes = LaneCount;
        Span<float> even = stackalloc float[lanes], odd = stackalloc float[lanes];
        bool inside = start >= 0 && start + (lanes - 1) * hop + 2 * half <= signal.Length;
        for (int i = 0; i < half; i++)
        {
            int at = start + 2 * i;
            for (int lane = 0; lane < lanes; lane++, at += hop)
            {
                even[lane] = inside || (uint)at < (uint)signal.Length ? signal[at] : 0;
                odd[lane] = inside || (uint)(at + 1) < (uint)signal.Length ? signal[at + 1] : 0;
            }

            re[reversed[i]] = new Vector<float>(even) * window[2 * i];
            im[reversed[i]] = new Vector<float>(odd) * window[2 * i + 1];
        }
    }

    private void Transform()
    {
        for (int span = 1; span < half; span *= 2)
        {
            int stride = half / (2 * span);
            for (int k = 0; k < span; k++)
            {
                var wr = new Vector<float>(cos[k * stride]);
                var wi = new Vector<float>(sin[k * stride]);
                for (int top = k; top < half; top += 2 * span)
                {
                    int bottom = top + span;
                    var br = re[bottom] * wr - im[bottom] * wi;
                    var bi = re[bottom] * wi + im[bottom] * wr;
                    re[bottom] = re[top] - br;
                    im[bottom] = im[top] - bi;
                    re[top] += br;
                    im[top] += bi;
                }
            }
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
