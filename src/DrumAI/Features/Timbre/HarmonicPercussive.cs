using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumAI.Features.Timbre;

/// <summary>
/// The share of percussion in a sound, by D. Fitzgerald's median filters ("Harmonic/percussive separation using median
/// filtering", DAFx 2010): magnitudes smoothed over time (31 frames) show what is held, smoothed over frequency (31 bins)
/// what is struck; soft masks of their squares part the spectrum, and the two sounds' RMS (1024 samples, hop 512) are
/// compared.
/// </summary>
/// <remarks>
/// The masks add up to one, so the held sound is what remains of the sound without the struck one: one inverse
/// transform does. Medians and masks are single precision (they choose among values; 6e-8 of them is no matter), all
/// else double. Holds scratch memory: one instance serves one thread.
/// </remarks>
internal sealed unsafe class HarmonicPercussive
{
    private const int BinCount = CenteredStft.BinCount;
    private const int Columns = 16;
    private const int Lanes = 8;
    private const int Stride = (BinCount + Columns - 1) / Columns * Columns;
    private const int Reach = RunningMedian31.Reach;
    private const int RmsLength = 1024, RmsHop = 512;
    private const double RoundingShare = 1e-12;

    private static readonly double[] SquaredWindow = [.. CenteredStft.Window.Select(w => w * w)];

    private readonly RealFft64 fft;
    private readonly double[] maskedRe = new double[Stride], maskedIm = new double[Stride], frame = new double[CenteredStft.FftSize];
    private readonly float[] turned = new float[(BinsPadded + RunningMedian31.Block + (2 * Reach)) * Columns];
    private readonly float[] struckTurned = new float[(BinsPadded + RunningMedian31.Block) * Columns];
    private double[] re = [], im = [], percussive = [], percussiveRms = [], harmonicRms = [];
    private float[] magnitudes = [], struck = [], held = [];
    private int frameCount;

    /// <param name="fft">Transform of 2048.</param>
    public HarmonicPercussive(RealFft64 fft) => this.fft = fft;

    private static int BinsPadded => (BinCount + RunningMedian31.Block - 1) / RunningMedian31.Block * RunningMedian31.Block;

    /// <summary>RMS of the struck sound, frame by frame.</summary>
    public ReadOnlySpan<double> PercussiveRms => percussiveRms.AsSpan(0, RmsCount);

    /// <summary>RMS of the held sound, frame by frame.</summary>
    public ReadOnlySpan<double> HarmonicRms => harmonicRms.AsSpan(0, RmsCount);

    private int RmsCount { get; set; }

    /// <summary>Starts a sound of so many frames.</summary>
    public void Begin(int frames)
    {
        frameCount = frames;
        Scratch.Grow(ref re, frames * Stride);
        Scratch.Grow(ref im, frames * Stride);
        for (int i = 0; i < frames; i++)
        {
            // The lanes behind the last bin stay empty.
            re.AsSpan(i * Stride + BinCount, Stride - BinCount).Clear();
            im.AsSpan(i * Stride + BinCount, Stride - BinCount).Clear();
        }
    }

    /// <summary>Where the real parts of a frame's spectrum belong.</summary>
    public Span<double> FrameRe(int index) => re.AsSpan(index * Stride, BinCount);

    /// <summary>Where the imaginary parts of a frame's spectrum belong.</summary>
    public Span<double> FrameIm(int index) => im.AsSpan(index * Stride, BinCount);

    /// <summary>Percussion's share of the RMS, over all frames as their RMS weighs; not a number where there is none.</summary>
    public double PercussiveShare(ReadOnlySpan<double> audio)
    {
        int length = (frameCount - 1) * CenteredStft.Hop;
        RmsCount = 0;
        if (length == 0) return double.NaN;
        Magnitudes();
        SmoothOverTime();
        SmoothOverFrequency();
        Synthesize(length);
        return Compare(audio[..length], percussive.AsSpan(0, length));
    }

    /// <summary>Magnitudes with 15 mirrored frames before and after, and as many more as fill the last block.</summary>
    private void Magnitudes()
    {
        int rows = Blocks(frameCount) * RunningMedian31.Block + 2 * Reach;
        Scratch.Grow(ref magnitudes, rows * Stride);
        for (int i = 0; i < frameCount; i++)
        {
            Span<float> row = magnitudes.AsSpan((Reach + i) * Stride, Stride);
            for (int k = 0; k < Stride; k += Lanes)
            {
                int at = i * Stride + k;
                Vector256.Sqrt(Vector256.Narrow(Power(at), Power(at + Lanes / 2))).CopyTo(row[k..]);
            }
        }

        for (int row = 0; row < rows; row++)
        {
            int position = row - Reach, source = Reach + Mirror(position, frameCount);
            // Where two or three frames are mirrored again and again, the original's filter misses and reads an empty place instead.
            if (frameCount > 1 && position < -2 * frameCount && position % (2 * frameCount) == 0) magnitudes.AsSpan(row * Stride, Stride).Clear();
            else if (row != source) magnitudes.AsSpan(source * Stride, Stride).CopyTo(magnitudes.AsSpan(row * Stride));
        }
    }

    private Vector256<double> Power(int at)
    {
        Vector256<double> r = Vector256.LoadUnsafe(ref re[at]), i = Vector256.LoadUnsafe(ref im[at]);
        return Vector256.FusedMultiplyAdd(r, r, i * i);
    }

    private void SmoothOverTime()
    {
        int blocks = Blocks(frameCount);
        Scratch.Grow(ref held, blocks * RunningMedian31.Block * Stride);
        fixed (float* from = magnitudes, to = held)
        {
            for (int block = 0; block < blocks; block++)
            {
                nint offset = (nint)block * RunningMedian31.Block * Stride;
                for (int k = 0; k < Stride; k += Columns) RunningMedian31.Compute(from + offset + k, Stride, to + offset + k, Stride);
            }
        }
    }

    /// <summary>The same across the bins: sixteen frames are turned so that they lie in the lanes.</summary>
    private void SmoothOverFrequency()
    {
        Scratch.Grow(ref struck, (frameCount + Columns) * Stride);
        fixed (float* from = magnitudes, to = struck, rows = turned, medians = struckTurned)
        {
            for (int first = 0; first < frameCount; first += Columns)
            {
                // Rows behind the last frame are mirrored ones: they fill the lanes, and what comes of them is not used.
                for (int half = 0; half < Columns; half += Lanes)
                {
                    float* source = from + (nint)(Reach + first + half) * Stride;
                    for (int k = 0; k < Stride; k += Lanes) Transpose(source + k, Stride, rows + (Reach + k) * Columns + half, Columns);
                }

                for (int i = 1; i <= Reach; i++)
                {
                    Vector512.Load(rows + (Reach + i - 1) * Columns).Store(rows + (Reach - i) * Columns);
                    Vector512.Load(rows + (Reach + BinCount - i) * Columns).Store(rows + (Reach + BinCount - 1 + i) * Columns);
                }

                for (int k = 0; k < BinCount; k += RunningMedian31.Block)
                    RunningMedian31.Compute(rows + k * Columns, Columns, medians + k * Columns, Columns);

                for (int half = 0; half < Columns; half += Lanes)
                {
                    float* target = to + (nint)(first + half) * Stride;
                    for (int k = 0; k < Stride; k += Lanes) Transpose(medians + k * Columns + half, Columns, target + k, Stride);
                }
            }
        }
    }

    private void Synthesize(int length)
    {
        const int Overhang = CenteredStft.FftSize / 2;
        Span<double> sum = Scratch.Grow(ref percussive, length + 2 * CenteredStft.FftSize);
        sum.Clear();
        for (int i = 0; i < frameCount; i++)
        {
            for (int k = 0; k < Stride; k += Lanes)
            {
                int at = i * Stride + k;
                Vector256<float> p = Vector256.LoadUnsafe(ref struck[at]), h = Vector256.LoadUnsafe(ref held[at]);
                p *= p;
                Vector256<float> both = Vector256.FusedMultiplyAdd(h, h, p);
                // Where both are nothing, each takes half of it.
                var mask = Vector256.ConditionalSelect(Vector256.Equals(both, default), Vector256.Create(0.5f), p / both);
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(mask);
                (low * Vector256.LoadUnsafe(ref re[at])).StoreUnsafe(ref maskedRe[k]);
                (high * Vector256.LoadUnsafe(ref re[at + Lanes / 2])).StoreUnsafe(ref maskedRe[k + Lanes / 2]);
                (low * Vector256.LoadUnsafe(ref im[at])).StoreUnsafe(ref maskedIm[k]);
                (high * Vector256.LoadUnsafe(ref im[at + Lanes / 2])).StoreUnsafe(ref maskedIm[k + Lanes / 2]);
            }

            fft.Inverse(maskedRe.AsSpan(0, BinCount), maskedIm.AsSpan(0, BinCount), frame);
            Span<double> target = sum.Slice(i * CenteredStft.Hop, CenteredStft.FftSize);
            TensorPrimitives.MultiplyAdd(frame, CenteredStft.Window, target, target);
        }

        // The mirrored first half frame goes; then the windows' squares, which overlap to 1.5 but for a missing frame at each end, divide.
        sum.Slice(Overhang, length).CopyTo(sum);
        sum = sum[..length];
        for (int n = 0; n < CenteredStft.Hop; n++)
        {
            double head = 1.5 - SquaredWindow[n + 3 * CenteredStft.Hop], tail = 1.5 - SquaredWindow[n];
            if (length == CenteredStft.Hop)
            {
                sum[n] *= 1.5 / (head + tail - 1.5);
                continue;
            }

            sum[n] *= 1.5 / head;
            sum[length - CenteredStft.Hop + n] *= 1.5 / tail;
        }

        TensorPrimitives.Divide(sum, 1.5, sum);
    }

    /// <summary>Turns eight rows of eight values into columns.</summary>
    private static void Transpose(float* from, nint fromStride, float* to, nint toStride)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> a = Vector256.Load(from), b = Vector256.Load(from + fromStride);
            Vector256<float> c = Vector256.Load(from + 2 * fromStride), d = Vector256.Load(from + 3 * fromStride);
            Vector256<float> e = Vector256.Load(from + 4 * fromStride), f = Vector256.Load(from + 5 * fromStride);
            Vector256<float> g = Vector256.Load(from + 6 * fromStride), h = Vector256.Load(from + 7 * fromStride);
            Vector256<double> ab0 = Avx.UnpackLow(a, b).AsDouble(), ab1 = Avx.UnpackHigh(a, b).AsDouble();
            Vector256<double> cd0 = Avx.UnpackLow(c, d).AsDouble(), cd1 = Avx.UnpackHigh(c, d).AsDouble();
            Vector256<double> ef0 = Avx.UnpackLow(e, f).AsDouble(), ef1 = Avx.UnpackHigh(e, f).AsDouble();
            Vector256<double> gh0 = Avx.UnpackLow(g, h).AsDouble(), gh1 = Avx.UnpackHigh(g, h).AsDouble();
            StorePair(Avx.UnpackLow(ab0, cd0), Avx.UnpackLow(ef0, gh0), to, 4 * toStride);
            StorePair(Avx.UnpackHigh(ab0, cd0), Avx.UnpackHigh(ef0, gh0), to + toStride, 4 * toStride);
            StorePair(Avx.UnpackLow(ab1, cd1), Avx.UnpackLow(ef1, gh1), to + 2 * toStride, 4 * toStride);
            StorePair(Avx.UnpackHigh(ab1, cd1), Avx.UnpackHigh(ef1, gh1), to + 3 * toStride, 4 * toStride);
            return;
        }

        for (int row = 0; row < Lanes; row++)
        {
            for (int column = 0; column < Lanes; column++) to[column * toStride + row] = from[row * fromStride + column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector256<double> low, Vector256<double> high, float* to, nint distance)
    {
        Avx.Permute2x128(low, high, 0x20).AsSingle().Store(to);
        Avx.Permute2x128(low, high, 0x31).AsSingle().Store(to + distance);
    }

    private double Compare(ReadOnlySpan<double> audio, Span<double> p)
    {
        int count = p.Length <= RmsLength ? 1 : (p.Length - RmsLength - 1) / RmsHop + 2;
        RmsCount = count;
        Scratch.Grow(ref percussiveRms, count);
        Scratch.Grow(ref harmonicRms, count);
        double struckSum = 0, allSum = 0;
        for (int i = 0; i < count; i++)
        {
            int from = i * RmsHop, to = i == count - 1 ? p.Length : from + RmsLength;
            percussiveRms[i] = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(p[from..to]) / (to - from));
            double distance = TensorPrimitives.Distance(audio[from..to], p[from..to]);
            harmonicRms[i] = distance / Math.Sqrt(to - from);
            struckSum += percussiveRms[i];
            allSum += percussiveRms[i] + harmonicRms[i];
        }

        // A constant has no percussion: what is left is the transform's rounding, and its logarithm would measure that.
        double share = struckSum / allSum;
        return share > RoundingShare ? share : double.NaN;
    }

    private static int Blocks(int count) => (count + RunningMedian31.Block - 1) / RunningMedian31.Block;

    /// <summary>Index of a frame outside the sound, mirrored about the sound's edges (the edge frame counts twice) as often as it takes.</summary>
    private static int Mirror(int position, int length)
    {
        int period = 2 * length, folded = ((position % period) + period) % period;
        return folded < length ? folded : period - 1 - folded;
    }
}
