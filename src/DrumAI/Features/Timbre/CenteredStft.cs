using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Short-time Fourier transform with centred frames: 2048 samples, hop 512, periodic Hann; the sound is extended by 1024
/// samples mirrored about its first and last sample.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class CenteredStft
{
    /// <summary>Samples a frame.</summary>
    public const int FftSize = 2048;

    /// <summary>Samples from frame to frame.</summary>
    public const int Hop = 512;

    /// <summary>Bins a frame.</summary>
    public const int BinCount = FftSize / 2 + 1;

    private const int Pad = FftSize / 2;

    private readonly RealFft64 fft;
    private readonly double[] frame = new double[FftSize];
    private double[] padded = [];

    /// <param name="fft">Transform of 2048.</param>
    public CenteredStft(RealFft64 fft) => this.fft = fft;

    /// <summary>The window.</summary>
    public static double[] Window { get; } = PeriodicHann.Make(FftSize);

    /// <summary>Frames of a sound.</summary>
    public static int FrameCount(int length) => 1 + length / Hop;

    /// <summary>Takes a sound that has <paramref name="zerosInFront"/> zeros before it.</summary>
    public void Load(ReadOnlySpan<double> audio, int zerosInFront = 0)
    {
        int length = zerosInFront + audio.Length;
        Span<double> x = Scratch.Grow(ref padded, length + 2 * Pad);
        Span<double> middle = x.Slice(Pad, length);
        middle[..zerosInFront].Clear();
        audio.CopyTo(middle[zerosInFront..]);
        for (int i = 1; i <= Pad; i++)
        {
            x[Pad - i] = middle[Mirror(-i, length)];
            x[Pad + length - 1 + i] = middle[Mirror(length - 1 + i, length)];
        }
    }

    /// <summary>Whether a frame holds nothing but zeros in front of a sound (the mirrored ones before them included).</summary>
    public static bool IsBefore(int index, int zerosInFront) => zerosInFront > Pad && index * Hop + FftSize - Pad <= zerosInFront;

    /// <summary>Spectrum of a frame.</summary>
    public void Transform(int index, Span<double> re, Span<double> im)
    {
        TensorPrimitives.Multiply(padded.AsSpan(index * Hop, FftSize), Window, frame);
        fft.Forward(frame, re, im);
    }

    /// <summary>Index of a position outside the sound, mirrored about its ends as often as it takes.</summary>
    private static int Mirror(int position, int length)
    {
        if (length == 1) return 0;
        int period = 2 * (length - 1), folded = ((position % period) + period) % period;
        return folded < length ? folded : period - folded;
    }
}
