using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Bandwidth over time: from the frequency under which 5 % of the magnitudes lie to the highest one above -75 dB, in
/// frames of 4096 samples every 128, without a window; 0 where a frame's magnitudes sum to no more than a tenth of the
/// largest sum. The sound is taken with 4097 zeros in front, so the least sum is that of an empty frame: 0.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Bandwidth
{
    /// <summary>Samples from frame to frame.</summary>
    public const int Hop = 128;

    /// <summary>Zeros in front of the sound.</summary>
    public const int ZerosInFront = FrameLength + 1;

    private const int FrameLength = 4096;
    private const int BinCount = FrameLength / 2 + 1;
    private const double QuietShare = 0.1;
    private const double RollOnShare = 0.05;
    private static readonly double RollOffLevel = Math.Pow(10, -75.0 / 20);

    private readonly RealFft64 fft;
    private readonly double[] re = new double[BinCount], im = new double[BinCount];
    private readonly double[] magnitudes = new double[BinCount];
    private double[] padded = [], sums = [], bandwidths = [];
    private int frameCount;

    /// <param name="fft">Transform of 4096.</param>
    public Bandwidth(RealFft64 fft) => this.fft = fft;

    /// <summary>Bandwidth of each frame of the last sound, in Hz.</summary>
    public ReadOnlySpan<double> Values => bandwidths.AsSpan(0, frameCount);

    /// <summary>Measures a sound.</summary>
    public void Measure(ReadOnlySpan<double> audio, int sampleRate)
    {
        int length = audio.Length + ZerosInFront;
        frameCount = (length - FrameLength) / Hop + 1;
        Span<double> x = Scratch.Grow(ref padded, length);
        x[..ZerosInFront].Clear();
        audio.CopyTo(x[ZerosInFront..]);
        Scratch.Grow(ref sums, frameCount);
        Scratch.Grow(ref bandwidths, frameCount);

        double scale = 1 / Math.Sqrt((double)FrameLength * sampleRate), largest = 0;
        for (int i = 0; i < frameCount; i++)
        {
            fft.Forward(x.Slice(i * Hop, FrameLength), re, im);
            // Taking the mean away changes bin 0 alone.
            re[0] = 0;
            TensorPrimitives.Hypot(re, im, magnitudes);
            sums[i] = TensorPrimitives.Sum<double>(magnitudes);
            largest = Math.Max(largest, sums[i]);
            if (sums[i] > QuietShare * largest)
                bandwidths[i] = Width(magnitudes, sums[i], RollOffLevel / scale) * (double)sampleRate / FrameLength;
        }

        // What passed against the largest sum so far may be quiet against the largest of all.
        for (int i = 0; i < frameCount; i++)
        {
            if (!(sums[i] > QuietShare * largest)) bandwidths[i] = 0;
        }
    }

    private static int Width(ReadOnlySpan<double> spectrum, double sum, double rollOffLevel)
    {
        int rollOff = BinCount - 1;
        while (rollOff >= 0 && !(spectrum[rollOff] >= rollOffLevel)) rollOff--;
        if (rollOff < 0) return 0;
        int rollOn = 0;
        double below = spectrum[0];
        while (below < RollOnShare * sum) below += spectrum[++rollOn];
        return rollOff - rollOn;
    }
}
