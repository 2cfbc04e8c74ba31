using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Bandwidth over time: from the frequency under which 5 % of the magnitudes lie to the highest one above -75 dB, in
/// frames of 4096 samples every 128, without a window; 0 where a frame's magnitudes sum to no more than a tenth of the
/// largest sum. The sound is taken with 4097 zeros in front, so the least sum is that of an empty frame: 0. (Each frame
/// loses its mean, which changes nothing but the bin of 0 Hz; that bin is left out.)
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Bandwidth
{
    /// <summary>Samples from frame to frame.</summary>
    public const int Hop = SlidingSpectrum.Hop;

    /// <summary>Zeros in front of the sound.</summary>
    public const int ZerosInFront = FrameLength + 1;

    private const int FrameLength = SlidingSpectrum.FrameLength;
    private const double QuietShare = 0.1;
    private const double RollOnShare = 0.05;
    private static readonly double RollOffLevel = Math.Pow(10, -75.0 / 20);

    private readonly SlidingSpectrum spectrum = new();
    private double[] padded = [], sums = [], bandwidths = [], ceilings = [];
    private int frameCount;

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
        Scratch.Grow(ref sums, frameCount).Clear();
        Scratch.Grow(ref bandwidths, frameCount).Clear();
        SetCeilings(x);

        double binHz = (double)sampleRate / FrameLength, rollOffPower = RollOffLevel * RollOffLevel * FrameLength * sampleRate, largest = 0;
        int last = frameCount - 1;
        spectrum.Reset();
        for (int i = 1; i <= last; i++)
        {
            int incoming = i * Hop + FrameLength - Hop;
            bool audible = ceilings[i] >= QuietShare * largest;
            sums[i] = spectrum.Advance(x.Slice(incoming, Hop), x.Slice((i - 1) * Hop, Hop), audible);
            if (!audible) continue;
            if (sums[i] > QuietShare * largest) bandwidths[i] = Width(sums[i], rollOffPower) * binHz;
            if (sums[i] <= largest) continue;
            largest = sums[i];
            while (last > i && ceilings[last] < QuietShare * largest) last--;
        }

        // What passed against the largest sum so far may be quiet against the largest of all.
        for (int i = 0; i < frameCount; i++)
        {
            if (!(sums[i] > QuietShare * largest)) bandwidths[i] = 0;
        }
    }

    /// <summary>
    /// What each frame's sum of magnitudes cannot exceed, from its energy alone: by Cauchy's inequality and Parseval's theorem, the sum
    /// over half the bins is at most the size times the root of half the energy.
    /// </summary>
    private void SetCeilings(ReadOnlySpan<double> x)
    {
        const int Blocks = FrameLength / Hop;
        Span<double> energies = Scratch.Grow(ref ceilings, frameCount + Blocks);
        for (int i = 0; i < frameCount + Blocks - 1; i++) energies[i] = TensorPrimitives.SumOfSquares(x.Slice(i * Hop, Hop));
        for (int i = 0; i < frameCount; i++)
            energies[i] = FrameLength * Math.Sqrt(TensorPrimitives.Sum<double>(energies.Slice(i, Blocks)) / 2);
    }

    private int Width(double sum, double rollOffPower)
    {
        int rollOff = spectrum.HighestBin(rollOffPower);
        if (rollOff < 0) return 0;
        int rollOn = 0;
        double below = 0;
        while (below < RollOnShare * sum) below += Math.Sqrt(spectrum.Power(++rollOn));
        return rollOff - rollOn;
    }
}
