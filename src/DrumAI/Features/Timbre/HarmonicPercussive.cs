using System.Numerics.Tensors;

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
    private const int Lanes = 8;
    private const int Stride = (BinCount + Lanes - 1) / Lanes * Lanes;
    private const int Reach = RunningMedian31.Reach;
    private const int RmsLength = 1024, RmsHop = 512;
    private const double RoundingShare = 1e-12;

    private static readonly double[] SquaredWindow = [.. CenteredStft.Window.Select(w => w * w)];

    private readonly RealFft64 fft;
    private readonly double[] maskedRe = new double[Stride], maskedIm = new double[Stride], frame = new double[CenteredStft.FftSize];
    private readonly float[] turned = new float[(BinsPadded + RunningMedian31.Block + (2 * Reach)) * Lanes];
    private readonly float[] struckTurned = new float[(BinsPadded + RunningMedian31.Block) * Lanes];
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
            for (int k = 0; k < BinCount; k++)
            {
                double r = re[i * Stride + k], m = im[i * Stride + k];
                row[k] = (float)Math.Sqrt(r * r + m * m);
            }

            row[BinCount..].Clear();
        }

        for (int row = 0; row < rows; row++)
        {
            int position = row - Reach, source = Reach + Mirror(position, frameCount);
            // Where two or three frames are mirrored again and again, the original's filter misses and reads an empty place instead.
            if (frameCount > 1 && position < -2 * frameCount && position % (2 * frameCount) == 0) magnitudes.AsSpan(row * Stride, Stride).Clear();
            else if (row != source) magnitudes.AsSpan(source * Stride, Stride).CopyTo(magnitudes.AsSpan(row * Stride));
        }
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
                for (int k = 0; k < Stride; k += Lanes) RunningMedian31.Compute(from + offset + k, Stride, to + offset + k, Stride);
            }
        }
    }

    /// <summary>The same across the bins: eight frames are turned so that they lie in the lanes.</summary>
    private void SmoothOverFrequency()
    {
        Scratch.Grow(ref struck, (frameCount + Lanes) * Stride);
        fixed (float* rows = turned, medians = struckTurned)
        {
            for (int first = 0; first < frameCount; first += Lanes)
            {
                int frames = Math.Min(Lanes, frameCount - first);
                for (int lane = 0; lane < frames; lane++)
                {
                    ReadOnlySpan<float> source = magnitudes.AsSpan((Reach + first + lane) * Stride, BinCount);
                    for (int k = 0; k < BinCount; k++) rows[(Reach + k) * Lanes + lane] = source[k];
                }

                for (int i = 1; i <= Reach; i++)
                {
                    for (int lane = 0; lane < Lanes; lane++)
                    {
                        rows[(Reach - i) * Lanes + lane] = rows[(Reach + i - 1) * Lanes + lane];
                        rows[(Reach + BinCount - 1 + i) * Lanes + lane] = rows[(Reach + BinCount - i) * Lanes + lane];
                    }
                }

                for (int k = 0; k < BinCount; k += RunningMedian31.Block)
                    RunningMedian31.Compute(rows + k * Lanes, Lanes, medians + k * Lanes, Lanes);

                for (int lane = 0; lane < frames; lane++)
                {
                    Span<float> target = struck.AsSpan((first + lane) * Stride, BinCount);
                    for (int k = 0; k < BinCount; k++) target[k] = medians[k * Lanes + lane];
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
            for (int k = 0; k < BinCount; k++)
            {
                float p = struck[i * Stride + k], h = held[i * Stride + k], larger = Math.Max(p, h);
                double mask = 0.5;
                if (larger > 0)
                {
                    p /= larger;
                    h /= larger;
                    mask = p * p / (p * p + h * h);
                }

                maskedRe[k] = re[i * Stride + k] * mask;
                maskedIm[k] = im[i * Stride + k] * mask;
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
            double struckPower = 0, heldPower = 0;
            for (int n = from; n < to; n++)
            {
                double h = audio[n] - p[n];
                struckPower += p[n] * p[n];
                heldPower += h * h;
            }

            percussiveRms[i] = Math.Sqrt(struckPower / (to - from));
            harmonicRms[i] = Math.Sqrt(heldPower / (to - from));
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
