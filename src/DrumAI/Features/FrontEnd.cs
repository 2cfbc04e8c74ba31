using System.Numerics;
using System.Numerics.Tensors;
using DrumAI.Audio;

namespace DrumAI.Features;

/// <summary>
/// From amplitudes to what the network sees: two log-mel pictures of the first 1.16 s after the onset, one with a short window that
/// keeps the attack sharp and one with a long window that keeps partials apart. The same code trains and serves.
/// </summary>
/// <remarks>
/// <para>Steps: remove the mean; find the onset (first amplitude above -34 dB of the peak, less 2 ms); resample to 44.1 kHz;
/// Hann windows of 512 and 2048; 80 bands from 30 Hz to 18 kHz; average power over columns whose length grows geometrically from 2.9 ms at
/// the onset to 33 ms at the end, since the ear resolves attacks finely and decays coarsely; decibels below the loudest cell,
/// 0 dB becoming 1 and -70 dB or less becoming 0. So level does not matter, and silence is all zero.</para>
/// <para>An instance owns its scratch memory: one for each thread.</para>
/// </remarks>
public sealed class FrontEnd
{
    /// <summary>Models record it, and only run with the front end that they were trained with.</summary>
    public const string Version = "2";

    /// <summary>Pictures: short window, long window.</summary>
    public const int ChannelCount = 2;

    /// <summary>Frequency bands, lowest first.</summary>
    public const int BandCount = 80;

    /// <summary>Columns in time, onset first.</summary>
    public const int FrameCount = 96;

    /// <summary>Numbers that <see cref="Compute"/> writes: channels x bands x frames.</summary>
    public const int Length = ChannelCount * BandCount * FrameCount;

    /// <summary>The rate of analysis, in Hz.</summary>
    public const int SampleRate = 44100;

    private const int Hop = 128;
    private const int HopCount = 400;
    private const int ShortWindow = 512;
    private const int LongWindow = 2048;
    private const int LongHop = 2 * Hop;
    private const float OnsetThreshold = 0.02f;
    private const double PreRollSeconds = 0.002;
    private const float FloorDecibels = 70;
    private const int SegmentLength = HopCount * Hop + LongWindow;

    private static readonly int[] ColumnEdges = MakeColumnEdges();

    private readonly Picture shortPicture = new(ShortWindow, Hop, HopCount);
    private readonly Picture longPicture = new(LongWindow, LongHop, HopCount / 2);
    private readonly float[] segment = new float[SegmentLength];

    /// <summary>Computes the network's input.</summary>
    /// <param name="mono">One channel, any level.</param>
    /// <param name="sampleRate">Its rate in Hz.</param>
    /// <param name="output">Receives <see cref="Length"/> numbers in [0, 1]: channel, then band, then frame.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public void Compute(ReadOnlySpan<float> mono, int sampleRate, Span<float> output)
    {
        if (output.Length < Length) throw new ArgumentException($"{Length} numbers do not fit into {output.Length}.", nameof(output));
        int length = TakeSegment(mono, sampleRate);
        var sound = segment.AsSpan(0, length);
        const int size = BandCount * FrameCount;
        shortPicture.Compute(sound, 1, output[..size]);
        longPicture.Compute(sound, 2, output.Slice(size, size));
    }

    /// <summary>Index of the first amplitude of the sound: where it first rises above -34 dB of its peak, less 2 ms; 0 for silence.</summary>
    public static int FindOnset(ReadOnlySpan<float> mono, int sampleRate)
    {
        if (mono.IsEmpty) return 0;
        float mean = TensorPrimitives.Sum(mono) / mono.Length;
        float peak = Math.Max(
            TensorPrimitives.Max(mono) - mean,
            mean - TensorPrimitives.Min(mono));
        float threshold = peak * OnsetThreshold;
        int onset = 0;
        while (onset < mono.Length && Math.Abs(mono[onset] - mean) <= threshold) onset++;
        return onset == mono.Length ? 0 : Math.Max(0, onset - (int)(PreRollSeconds * sampleRate));
    }

    /// <summary>The part that is looked at, at the rate of analysis, its mean removed; its length is the result.</summary>
    private int TakeSegment(ReadOnlySpan<float> mono, int sampleRate)
    {
        int onset = FindOnset(mono, sampleRate);
        // A little more than needed, so that the resampler's edge falls outside what is looked at.
        long wanted = (long)Math.Ceiling((double)SegmentLength * sampleRate / SampleRate) + 256;
        var part = mono.Slice(onset, (int)Math.Min(mono.Length - onset, wanted));
        if (part.IsEmpty) return 0;
        float mean = TensorPrimitives.Sum(mono) / mono.Length;
        int length;
        if (sampleRate == SampleRate)
        {
            length = Math.Min(part.Length, SegmentLength);
            TensorPrimitives.Subtract(part[..length], mean, segment);
            return length;
        }

        var centred = new float[part.Length];
        TensorPrimitives.Subtract(part, mean, centred);
        var resampler = Resampler.For(sampleRate, SampleRate);
        length = Math.Min(resampler.OutputLength(part.Length), SegmentLength);
        resampler.Process(centred, segment.AsSpan(0, length));
        return length;
    }

    /// <summary>Edges of the columns in hops: 97 numbers from 0 to <see cref="HopCount"/>, steps growing geometrically from one hop.</summary>
    private static int[] MakeColumnEdges()
    {
        // The growth g solves (g^96 - 1) / (g - 1) = 400.
        double low = 1.0001, high = 1.2;
        for (int i = 0; i < 100; i++)
        {
            double g = (low + high) / 2;
            if ((Math.Pow(g, FrameCount) - 1) / (g - 1) > HopCount) high = g; else low = g;
        }

        var edges = new int[FrameCount + 1];
        for (int i = 1; i <= FrameCount; i++)
            edges[i] = (int)Math.Round((Math.Pow(low, i) - 1) / (low - 1));
        return edges;
    }

    /// <summary>One log-mel picture: transforms, bands, columns, decibels.</summary>
    private sealed class Picture(int windowLength, int hop, int frameCount)
    {
        private readonly LaneFft fft = new(windowLength);
        private readonly float[] window = MakeHann(windowLength);
        private readonly MelBands mel = new(BandCount, windowLength, SampleRate, minHz: 30, maxHz: 18000, breakHz: 300);
        private readonly Vector<float>[] power = new Vector<float>[windowLength / 2 + 1];
        private readonly Vector<float>[] bands = new Vector<float>[BandCount];
        private readonly float[] melPower = new float[BandCount * (frameCount + Vector<float>.Count)];

        public void Compute(ReadOnlySpan<float> sound, int hopsPerFrame, Span<float> output)
        {
            int lanes = LaneFft.LaneCount, stride = frameCount + lanes;
            for (int frame = 0; frame < frameCount; frame += lanes)
            {
                // A frame is centred on the middle of its hop.
                int start = frame * hop + (hop - windowLength) / 2;
                if (start >= sound.Length) Array.Clear(bands);
                else
                {
                    fft.PowerSpectra(sound, start, hop, window, power);
                    mel.Apply(power, bands);
                }

                for (int band = 0; band < BandCount; band++) bands[band].CopyTo(melPower, band * stride + frame);
            }

            AverageColumns(hopsPerFrame, stride, output);
            ToDecibels(output);
        }

        private void AverageColumns(int hopsPerFrame, int stride, Span<float> output)
        {
            for (int column = 0; column < FrameCount; column++)
            {
                int first = ColumnEdges[column] / hopsPerFrame, last = (ColumnEdges[column + 1] - 1) / hopsPerFrame;
                float scale = 1f / (last - first + 1);
                for (int band = 0; band < BandCount; band++)
                {
                    float sum = 0;
                    for (int i = first; i <= last; i++) sum += melPower[band * stride + i];
                    output[band * FrameCount + column] = sum * scale;
                }
            }
        }

        private static void ToDecibels(Span<float> picture)
        {
            float max = TensorPrimitives.Max<float>(picture);
            if (!(max > 1e-20f))
            {
                picture.Clear();
                return;
            }

            float floor = max * MathF.Pow(10, -FloorDecibels / 10);
            TensorPrimitives.Max(picture, floor, picture);
            TensorPrimitives.Divide(picture, max, picture);
            TensorPrimitives.Log10(picture, picture);
            TensorPrimitives.Multiply(picture, 10 / FloorDecibels, picture);
            TensorPrimitives.Add(picture, 1f, picture);
        }

        private static float[] MakeHann(int length)
        {
            var window = new float[length];
            for (int i = 0; i < length; i++) window[i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length));
            return window;
        }
    }
}
