using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Brings a sound to -24 LUFS, the front end of every timbral model but reverb. Integrated loudness after
/// ITU-R BS.1770-4: K-weighting, blocks of 0.4 s with 75 % overlap, gates at -70 LUFS and 10 LU under the mean. The
/// weighting filters are cookbook biquads (shelf +4 dB at 1500 Hz, Q 1/sqrt 2; high-pass at 38 Hz, Q 0.5), since that
/// is what the models were fitted with, not the coefficients that the recommendation prints. A sound shorter than a
/// block is measured with zeros behind it.
/// </summary>
internal static class LoudnessNormalizer
{
    private const double TargetLufs = -24;
    private const double BlockSeconds = 0.4;
    private const double StepFraction = 0.25;
    private const double AbsoluteGateLufs = -70;

    /// <summary>Far under every rounding, it keeps the filters from sinking into denormal numbers, which are slow, during silence.</summary>
    private const double Faint = 1e-200;

    /// <summary>Integrated loudness in LUFS; negative infinity where every block lies under the gate.</summary>
    public static double IntegratedLoudness(ReadOnlySpan<double> audio, int sampleRate)
    {
        int length = Math.Max(audio.Length, (int)Math.Ceiling(sampleRate * BlockSeconds));
        double seconds = (double)length / sampleRate;
        int blocks = (int)(Math.Round((seconds - BlockSeconds) / (BlockSeconds * StepFraction)) + 1);
        Span<double> power = blocks <= 1024 ? stackalloc double[blocks] : new double[blocks];
        BlockPowers(audio, length, sampleRate, power);

        double gate = Math.Max(Loudness(MeanAbove(power, AbsoluteGateLufs, inclusive: true)) - 10, AbsoluteGateLufs);
        return Loudness(MeanAbove(power, gate, inclusive: false));
    }

    /// <summary>Scales in place to -24 LUFS, and down to a peak of 1 where that would exceed it.</summary>
    /// <returns>False, with the audio untouched, where the loudness cannot be measured.</returns>
    public static bool Normalize(Span<double> audio, int sampleRate)
    {
        double loudness = IntegratedLoudness(audio, sampleRate);
        if (!double.IsFinite(loudness)) return false;
        double gain = Math.Pow(10, (TargetLufs - loudness) / 20);
        TensorPrimitives.Multiply(audio, gain, audio);
        double peak = Math.Abs(TensorPrimitives.MaxMagnitude<double>(audio));
        if (peak > 1) TensorPrimitives.Divide(audio, peak, audio);
        return true;
    }

    /// <summary>Mean power of each block of the weighted signal. Blocks begin at every quarter, so quarters are summed once.</summary>
    private static void BlockPowers(ReadOnlySpan<double> audio, int length, int sampleRate, Span<double> power)
    {
        var shelf = Biquad.HighShelf(4, 1 / Math.Sqrt(2), 1500, sampleRate);
        var highPass = Biquad.CookbookHighPass(0.5, 38, sampleRate);
        power.Clear();
        // Sums between the block boundaries; a block is four such stretches where they fall on the same samples, and
        // they do: block j ends where block j + 4 begins.
        int stretches = power.Length + 3;
        Span<double> sums = stretches <= 1024 ? stackalloc double[stretches] : new double[stretches];
        double s1 = 0, s2 = 0, h1 = 0, h2 = 0;
        (double b0, double b1, double b2, double a1, double a2) = (shelf.B0, shelf.B1, shelf.B2, -shelf.A1, -shelf.A2);
        (double c0, double c1, double c2, double d1, double d2) = (highPass.B0, highPass.B1, highPass.B2, -highPass.A1, -highPass.A2);
        for (int j = 0; j < stretches; j++)
        {
            int from = Math.Min(Boundary(j, sampleRate), length), to = Math.Min(Boundary(j + 1, sampleRate), length);
            double sum = 0;
            for (int i = from; i < to; i++)
            {
                double x = i < audio.Length ? audio[i] + Faint : Faint;
                double y = Math.FusedMultiplyAdd(b0, x, s1);
                s1 = Math.FusedMultiplyAdd(a1, y, Math.FusedMultiplyAdd(b1, x, s2));
                s2 = Math.FusedMultiplyAdd(a2, y, b2 * x);
                double z = Math.FusedMultiplyAdd(c0, y, h1);
                h1 = Math.FusedMultiplyAdd(d1, z, Math.FusedMultiplyAdd(c1, y, h2));
                h2 = Math.FusedMultiplyAdd(d2, z, c2 * y);
                sum = Math.FusedMultiplyAdd(z, z, sum);
            }

            sums[j] = sum;
        }

        for (int j = 0; j < power.Length; j++)
            power[j] = (sums[j] + sums[j + 1] + sums[j + 2] + sums[j + 3]) / (BlockSeconds * sampleRate);
    }

    private static int Boundary(int step, int sampleRate) => (int)(BlockSeconds * (step * StepFraction) * sampleRate);

    private static double Loudness(double power) => -0.691 + 10 * Math.Log10(power);

    private static double MeanAbove(ReadOnlySpan<double> power, double gateLufs, bool inclusive)
    {
        double sum = 0;
        int count = 0;
        foreach (double p in power)
        {
            double loudness = Loudness(p);
            if (inclusive ? loudness < gateLufs : !(loudness > gateLufs)) continue;
            sum += p;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }
}
