using System.Numerics.Tensors;

namespace DrumAI.Identity;

/// <summary>
/// Makes the <see cref="Fingerprint"/> of a sound from a coarse two-dimensional cepstrum of its first half second: in each of some eighty directions
/// a few bits tell between which quantiles of all drum sounds it lies.
/// </summary>
/// <remarks>
/// <para>Level, silence before or after, offset, sample rate from 22.05 kHz up, bit depth and good codecs change a few bits at most; see
/// <c>docs/benchmarks/fingerprint.md</c> for how few.</para>
/// <para>No sound can be rebuilt from it: 256 bits name a quantile in some eighty directions, for cells of 10 ms and more by a third of an
/// octave and more, without phase, without level, without anything past 0.55 s; a second of telephone speech takes a hundred times as many.</para>
/// <para>Owns scratch memory: one instance for each thread.</para>
/// </remarks>
public sealed class Fingerprinter
{
    private readonly CepstralImage image = new();
    private readonly double[] cepstrum = new double[CepstralImage.Length];

    /// <summary>Computes a fingerprint.</summary>
    /// <param name="mono">One channel of finite amplitudes, of any length.</param>
    /// <param name="sampleRate">Their rate in Hz, 1 or more.</param>
    /// <returns>The fingerprint; null where there is nothing to hear (silence, or nothing but a constant).</returns>
    public Fingerprint? Compute(ReadOnlySpan<float> mono, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        return image.Compute(mono, sampleRate, cepstrum) ? Cut(cepstrum, FingerprintThresholds.Default) : null;
    }

    /// <summary>The bits of a cepstrum.</summary>
    internal static Fingerprint Cut(ReadOnlySpan<double> cepstrum, FingerprintThresholds thresholds)
    {
        Span<ulong> words = stackalloc ulong[Fingerprint.BitCount / 64];
        int bit = 0;
        foreach (var cut in thresholds.Cuts)
        {
            double value = TensorPrimitives.Dot<double>(cepstrum, cut.Direction);
            foreach (double threshold in cut.Thresholds)
            {
                if (value > threshold) words[bit / 64] |= 1ul << (bit % 64);
                bit++;
            }
        }

        return new Fingerprint(words[0], words[1], words[2], words[3]);
    }
}
