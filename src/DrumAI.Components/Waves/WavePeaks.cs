namespace DrumAI.Components.Waves;

/// <summary>
/// The outline of a sound in 128 bytes: for each of 64 equal parts of it the smallest and the largest amplitude, one byte each, 0 = -1, 128 = 0, 255 = 1.
/// Too coarse to hear anything in it.
/// </summary>
public static class WavePeaks
{
    /// <summary>Parts of a sound.</summary>
    public const int PartCount = 64;

    /// <summary>Bytes of an outline.</summary>
    public const int ByteCount = 2 * PartCount;

    /// <summary>The outline of amplitudes in -1 to 1 (one channel, or several one after another in time); silence where there are none.</summary>
    public static byte[] Measure(ReadOnlySpan<float> samples)
    {
        byte[] peaks = new byte[ByteCount];
        for (int part = 0; part < PartCount; part++)
        {
            int start = (int)((long)part * samples.Length / PartCount);
            int end = Math.Max(start + 1, (int)((long)(part + 1) * samples.Length / PartCount));
            float least = 0, most = 0;
            for (int i = start; i < Math.Min(end, samples.Length); i++)
            {
                least = Math.Min(least, samples[i]);
                most = Math.Max(most, samples[i]);
            }
            peaks[2 * part] = Quantise(least);
            peaks[2 * part + 1] = Quantise(most);
        }
        return peaks;
    }

    private static byte Quantise(float amplitude) => (byte)Math.Clamp(Math.Round(128 + amplitude * 128), 0, 255);
}
