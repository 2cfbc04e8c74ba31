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

    /// <summary>Amplitudes from one frame of the long window to the next; the short window moves in half hops.</summary>
    internal const int Hop = 256;

    /// <summary>Hops that are looked at.</summary>
    internal const int HopCount = 200;

    /// <summary>Silence before the sound: the first frame, centred on the middle of its hop, begins so much earlier.</summary>
    internal const int Lead = (LongWindow - Hop) / 2;

    private const int ShortWindow = 512;
    private const int LongWindow = 2048;
    private const float OnsetThreshold = 0.02f;
    private const double PreRollSeconds = 0.002;
    private const int SegmentLength = HopCount * Hop + LongWindow;

    private readonly FrontEndPicture shortPicture;
    private readonly FrontEndPicture longPicture;
    private readonly float[] segment = new float[SegmentLength];
    // The longest frames of the last hops, and vectors of frames that reach beyond the last.
    private readonly HopGrid grid = new(Hop, HopCount + 2 * LongWindow / Hop);
    private float[] centred = [];

    /// <summary>Takes the scratch memory.</summary>
    public FrontEnd()
    {
        shortPicture = FrontEndPicture.Create(grid, ShortWindow, framesPerHop: 2);
        longPicture = FrontEndPicture.Create(grid, LongWindow, framesPerHop: 1);
    }

    /// <summary>Computes the network's input.</summary>
    /// <param name="mono">One channel, any level.</param>
    /// <param name="sampleRate">Its rate in Hz.</param>
    /// <param name="output">Receives <see cref="Length"/> numbers in [0, 1]: channel, then band, then frame.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public void Compute(ReadOnlySpan<float> mono, int sampleRate, Span<float> output)
    {
        if (output.Length < Length) throw new ArgumentException($"{Length} numbers do not fit into {output.Length}.", nameof(output));
        int length = Lead + LayOut(mono, sampleRate);
        const int size = BandCount * FrameCount;
        shortPicture.Compute(length, output[..size]);
        longPicture.Compute(length, output.Slice(size, size));
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

    /// <summary>Lays out the part that is looked at, at the rate of analysis, its mean removed; its length is the result.</summary>
    private int LayOut(ReadOnlySpan<float> mono, int sampleRate)
    {
        int onset = FindOnset(mono, sampleRate);
        float mean = mono.IsEmpty ? 0 : TensorPrimitives.Sum(mono) / mono.Length;
        if (sampleRate == SampleRate)
        {
            var sound = mono.Slice(onset, Math.Min(mono.Length - onset, SegmentLength));
            grid.Fill(sound, Lead, mean);
            return sound.Length;
        }

        // A little more than needed, so that the resampler's edge falls outside what is looked at.
        long wanted = (long)Math.Ceiling((double)SegmentLength * sampleRate / SampleRate) + 256;
        var part = mono.Slice(onset, (int)Math.Min(mono.Length - onset, wanted));
        if (centred.Length < part.Length) centred = new float[wanted];
        TensorPrimitives.Subtract(part, mean, centred);
        var resampler = Resampler.For(sampleRate, SampleRate);
        int length = Math.Min(resampler.OutputLength(part.Length), SegmentLength);
        resampler.Process(centred.AsSpan(0, part.Length), segment.AsSpan(0, length));
        grid.Fill(segment.AsSpan(0, length), Lead, offset: 0);
        return length;
    }
}
