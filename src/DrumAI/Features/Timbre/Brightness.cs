using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Brightness: 4.613 log10(share of the power above 2 kHz) + 17.379 log10(centroid in Hz of what lies above 100 Hz) +
/// 17.435, both over all frames (2048 samples, hop 512, Hamming) as their power weighs.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Brightness
{
    private const int FrameLength = 2048, Hop = 512;

    private static readonly double[] BinNumbers = [.. Enumerable.Range(0, FrameLength / 2 + 1).Select(k => (double)k)];

    private readonly DetrendedFrames frames;

    /// <param name="fft">Transform of 2048.</param>
    public Brightness(RealFft64 fft) => frames = new DetrendedFrames(fft, TaperedWindow.Hamming);

    /// <summary>The score; not finite where no frame holds power.</summary>
    public double Score(CrossoverFilters sounds, int sampleRate)
    {
        (double ratio, double centroidHz) = Measure(sounds, sampleRate);
        return 4.613128018020465 * Math.Log10(ratio) + 17.378889309312974 * Math.Log10(centroidHz) + 17.434733750553022;
    }

    /// <summary>The share of power above 2 kHz and the centroid.</summary>
    public (double Ratio, double CentroidHz) Measure(CrossoverFilters sounds, int sampleRate)
    {
        int length = sounds.Full.Length;
        frames.SetLength(Math.Min(length, FrameLength));
        int count = length >= FrameLength ? (length - FrameLength) / Hop + 1 : 1;
        double all = 0, high = 0, centroidPower = 0, moment = 0;
        for (int i = 0; i < count; i++)
        {
            int at = i * Hop;
            double power = frames.TotalPower(sounds.Full[at..]);
            if (power > 0)
            {
                all += power;
                high += frames.TotalPower(sounds.Above2000Hz[at..]);
            }

            ReadOnlySpan<double> spectrum = frames.Power(sounds.Above100Hz[at..]);
            centroidPower += TensorPrimitives.Sum(spectrum);
            moment += TensorPrimitives.Dot(spectrum, BinNumbers);
        }

        return (high / all, moment / centroidPower * sampleRate / FrameLength);
    }
}
