using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumAI.Features;

/// <summary>
/// Power spectra of several real frames at once, one frame a SIMD lane: the textbook radix-4 transform runs unchanged on vectors,
/// and every load, butterfly and store is full width whatever the size.
/// </summary>
/// <remarks>A real frame of N goes through a complex transform of N / 2 (even amplitudes real, odd ones imaginary). Not thread-safe.</remarks>
internal sealed unsafe class LaneFft<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Parts of this many complex numbers are transformed before they are combined: they stay in the nearest cache.</summary>
    private const int BlockLength = 256;

    private readonly int half;
    private readonly int[] order;
    private readonly float[] cos, sin;              // e^(-2 pi i k / half), k < 3 half / 4
    private readonly float[] unpackCos, unpackSin;  // e^(-2 pi i k / size), k <= half / 2
    private readonly AlignedFloats window;          // in the order in which amplitudes are read
    private readonly AlignedFloats re, im;

    /// <param name="window">What frames are multiplied by; its length, that of a frame, is twice a power of four, 8 or more.</param>
    public LaneFft(ReadOnlySpan<float> window)
    {
        int size = window.Length;
        half = size / 2;
        if (size < 8 || !BitOperations.IsPow2(size) || BitOperations.Log2((uint)half) % 2 != 0)
            throw new ArgumentException($"A frame of {size} cannot be transformed: its length is twice a power of four.", nameof(window));
        int bits = BitOperations.Log2((uint)half);
        order = new int[half];
        for (int i = 1; i < half; i++) order[i] = (order[i >> 1] >> 1) | ((i & 1) << bits);
        this.window = new AlignedFloats(size);
        re = new AlignedFloats(half * TLanes.Count);
        im = new AlignedFloats(half * TLanes.Count);
        for (int i = 0; i < half; i++)
        {
            // Unpacking halves every bin; the window does it beforehand.
            this.window.Span[2 * i] = window[order[i]] / 2;
            this.window.Span[2 * i + 1] = window[order[i] + 1] / 2;
        }

        (cos, sin) = UnitRoots(half, half * 3 / 4);
        (unpackCos, unpackSin) = UnitRoots(size, half / 2 + 1);
    }

    /// <summary>The even amplitudes of a frame in the order in which they are read, each followed by its odd neighbour.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>Frames transformed together.</summary>
    public static int LaneCount => TLanes.Count;

    /// <summary>Numbers that <see cref="PowerSpectra"/> writes: size / 2 + 1 bins of all lanes.</summary>
    public int PowerLength => (half + 1) * TLanes.Count;

    /// <summary>|X[k]|^2 for k = 0..size / 2, of frames that lie in a <see cref="HopGrid"/>.</summary>
    /// <param name="frames">The first row of the frame of lane 0.</param>
    /// <param name="places">Where the amplitudes of <see cref="Order"/> lie from there.</param>
    /// <param name="pitch">From an amplitude to its neighbour.</param>
    /// <param name="power">Receives <see cref="PowerLength"/> numbers: bin, then lane.</param>
    public void PowerSpectra(float* frames, ReadOnlySpan<int> places, int pitch, float* power)
    {
        int block = Math.Min(half, BlockLength);
        for (int top = 0; top < half; top += block)
        {
            Load(frames, places.Slice(top, block), pitch, top);
            for (int span = 4; span < block; span *= 4) Stage(span, top, top + block);
        }

        for (int span = block; span < half; span *= 4) Stage(span, 0, half);
        Unpack(power);
    }

    /// <summary>The first stage, which has no twiddles, on amplitudes as they come.</summary>
    private void Load(float* frames, ReadOnlySpan<int> places, int pitch, int top)
    {
        float* w = window.First + 2 * top;
        for (int i = 0; i < places.Length; i += 4, w += 8)
        {
            float* a = frames + places[i], b = frames + places[i + 1], c = frames + places[i + 2], d = frames + places[i + 3];
            Butterfly(
                top + i, 1,
                TLanes.Load(a) * TLanes.Broadcast(w[0]), TLanes.Load(a + pitch) * TLanes.Broadcast(w[1]),
                TLanes.Load(b) * TLanes.Broadcast(w[2]), TLanes.Load(b + pitch) * TLanes.Broadcast(w[3]),
                TLanes.Load(c) * TLanes.Broadcast(w[4]), TLanes.Load(c + pitch) * TLanes.Broadcast(w[5]),
                TLanes.Load(d) * TLanes.Broadcast(w[6]), TLanes.Load(d + pitch) * TLanes.Broadcast(w[7]));
        }
    }

    /// <summary>Combines transforms of length <paramref name="span"/>, four at a time, from position <paramref name="from"/> to <paramref name="to"/>.</summary>
    private void Stage(int span, int from, int to)
    {
        int stride = half / (4 * span);
        for (int k = 0; k < span; k++)
        {
            var (w1r, w1i, minusW1i) = Twiddle(k * stride);
            var (w2r, w2i, minusW2i) = Twiddle(2 * k * stride);
            var (w3r, w3i, minusW3i) = Twiddle(3 * k * stride);
            for (int top = from + k; top < to; top += 4 * span)
            {
                float* r = re.First + top * TLanes.Count, i = im.First + top * TLanes.Count;
                int step = span * TLanes.Count;
                TLanes ar = TLanes.Load(r), ai = TLanes.Load(i);
                // Bit-reversed: the second of four neighbours is the sub-transform of what stands two apart.
                TLanes br = TLanes.Load(r + step), bi = TLanes.Load(i + step);
                TLanes cr = TLanes.Load(r + 2 * step), ci = TLanes.Load(i + 2 * step);
                TLanes dr = TLanes.Load(r + 3 * step), di = TLanes.Load(i + 3 * step);
                Butterfly(
                    top, span, ar, ai,
                    TLanes.MultiplyAdd(br, w2r, bi * minusW2i), TLanes.MultiplyAdd(br, w2i, bi * w2r),
                    TLanes.MultiplyAdd(cr, w1r, ci * minusW1i), TLanes.MultiplyAdd(cr, w1i, ci * w1r),
                    TLanes.MultiplyAdd(dr, w3r, di * minusW3i), TLanes.MultiplyAdd(dr, w3i, di * w3r));
            }
        }
    }

    /// <summary>Sums and differences of four numbers, turned by quarters: the transform of length 4, to four places <paramref name="span"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Butterfly(int top, int span, TLanes ar, TLanes ai, TLanes br, TLanes bi, TLanes cr, TLanes ci, TLanes dr, TLanes di)
    {
        float* r = re.First + top * TLanes.Count, i = im.First + top * TLanes.Count;
        int step = span * TLanes.Count;
        TLanes sr = ar + br, si = ai + bi, tr = ar - br, ti = ai - bi;
        TLanes ur = cr + dr, ui = ci + di, vr = cr - dr, vi = ci - di;
        (sr + ur).Store(r);
        (si + ui).Store(i);
        (tr + vi).Store(r + step);
        (ti - vr).Store(i + step);
        (sr - ur).Store(r + 2 * step);
        (si - ui).Store(i + 2 * step);
        (tr - vi).Store(r + 3 * step);
        (ti + vr).Store(i + 3 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (TLanes Re, TLanes Im, TLanes MinusIm) Twiddle(int k) => (TLanes.Broadcast(cos[k]), TLanes.Broadcast(sin[k]), TLanes.Broadcast(-sin[k]));

    /// <summary>
    /// Separates the spectra of even and odd amplitudes, E and O, and joins them: X[k] = E + w O and X[half - k] = conj(E - w O), w = e^(-2 pi i k / size).
    /// </summary>
    private void Unpack(float* power)
    {
        for (int k = 0; k <= half / 2; k++)
        {
            int mirror = (half - k) * TLanes.Count, other = k == 0 ? 0 : mirror, at = k * TLanes.Count;
            TLanes ar = TLanes.Load(re.First + at), ai = TLanes.Load(im.First + at);
            TLanes br = TLanes.Load(re.First + other), bi = TLanes.Load(im.First + other);
            TLanes evenRe = ar + br, evenIm = ai - bi, oddRe = ai + bi, oddIm = br - ar;
            TLanes wr = TLanes.Broadcast(unpackCos[k]), wi = TLanes.Broadcast(unpackSin[k]), minusWi = TLanes.Broadcast(-unpackSin[k]);
            TLanes turnedRe = TLanes.MultiplyAdd(oddRe, wr, oddIm * minusWi), turnedIm = TLanes.MultiplyAdd(oddRe, wi, oddIm * wr);
            Power(evenRe + turnedRe, evenIm + turnedIm).Store(power + at);
            Power(evenRe - turnedRe, evenIm - turnedIm).Store(power + mirror);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Power(TLanes re, TLanes im) => TLanes.MultiplyAdd(re, re, im * im);

    /// <summary>e^(-2 pi i k / period) for k below <paramref name="count"/>.</summary>
    private static (float[] Cos, float[] Sin) UnitRoots(int period, int count)
    {
        var (cos, sin) = (new float[count], new float[count]);
        for (int k = 0; k < count; k++)
        {
            var (s, c) = Math.SinCos(-2 * Math.PI * k / period);
            (cos[k], sin[k]) = ((float)c, (float)s);
        }

        return (cos, sin);
    }
}
