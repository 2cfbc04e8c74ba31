using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Onset strength: how much the levels of 128 mel bands (0 to 11025 Hz) rise from frame to frame, on average. Frames of
/// 2048 samples, hop 512, Hann; levels are limited to 80 dB under the highest; the curve is moved by three frames so
/// that a rise stands where it is heard (S. Bock and G. Widmer, "Maximum filter vibrato suppression for onset
/// detection", DAFx 2013, as librosa 0.8.1 has it).
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread. A sound's spectra are handed over one by one.</remarks>
internal sealed class OnsetStrength
{
    private const int BandCount = 128;
    private const int Delay = 1 + CenteredStft.FftSize / (2 * CenteredStft.Hop);
    private const double TopHz = 11025;

    private TriangularFilters? filters;
    private double[] levels = [], strength = [];
    private int frameCount;

    /// <summary>The strength at every frame, once <see cref="Finish"/> was called.</summary>
    public ReadOnlySpan<double> Values => strength.AsSpan(0, frameCount);

    /// <summary>The mel bands for a rate.</summary>
    public static TriangularFilters MelBands(int sampleRate) => TriangularFilters.Slaney(BandCount, CenteredStft.FftSize, sampleRate, TopHz);

    /// <summary>How many bins of a spectrum the bands look at: a vector more than they cover.</summary>
    public static int HeardBinCount(int sampleRate) => Math.Min((int)(TopHz * CenteredStft.FftSize / sampleRate) + 16, CenteredStft.BinCount);

    /// <summary>Starts a sound.</summary>
    public void Begin(TriangularFilters melBands, int frames)
    {
        filters = melBands;
        frameCount = frames;
        Scratch.Grow(ref levels, frames * BandCount);
        Scratch.Grow(ref strength, frames);
    }

    /// <summary>Takes the power spectrum of a frame.</summary>
    public void SetFrame(int frame, ReadOnlySpan<double> power) => filters!.Apply(power, levels.AsSpan(frame * BandCount, BandCount));

    /// <summary>Takes a frame without a sound.</summary>
    public void SetSilence(int frame) => levels.AsSpan(frame * BandCount, BandCount).Clear();

    /// <summary>Computes the strengths from all frames.</summary>
    public void Finish()
    {
        Span<double> all = levels.AsSpan(0, frameCount * BandCount);
        TensorPrimitives.Max(all, 1e-10, all);
        TensorPrimitives.Log10(all, all);
        TensorPrimitives.Multiply(all, 10, all);
        TensorPrimitives.Max(all, TensorPrimitives.Max<double>(all) - 80, all);
        strength.AsSpan(0, Math.Min(Delay, frameCount)).Clear();
        Span<double> rise = stackalloc double[BandCount];
        for (int frame = 1; frame + Delay - 1 < frameCount; frame++)
        {
            TensorPrimitives.Subtract(all.Slice(frame * BandCount, BandCount), all.Slice((frame - 1) * BandCount, BandCount), rise);
            TensorPrimitives.Max(rise, 0, rise);
            strength[frame + Delay - 1] = TensorPrimitives.Sum<double>(rise) / BandCount;
        }
    }
}
