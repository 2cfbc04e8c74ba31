using DrumAI.Audio;

namespace DrumAI.Tests.Classification;

/// <summary>Sounds made on the spot.</summary>
internal static class TestSounds
{
    /// <summary>A low tone that dies away: the test model's kick.</summary>
    public static float[] Thump(int sampleRate = 44100, double seconds = 0.3) =>
        Make(sampleRate, seconds, t => Math.Sin(2 * Math.PI * 60 * t) * Math.Exp(-t * 12));

    /// <summary>High noise that dies away: the test model's hat.</summary>
    public static float[] Hiss(int sampleRate = 44100, double seconds = 0.2)
    {
        var random = new Random(7);
        double last = 0;
        return Make(sampleRate, seconds, t =>
        {
            double noise = random.NextDouble() * 2 - 1, high = noise - last;
            last = noise;
            return 0.5 * high * Math.Exp(-t * 20);
        });
    }

    /// <summary>The bytes of a WAV file of 16 bits.</summary>
    public static byte[] ToWav(Pcm pcm)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        int dataLength = pcm.Samples.Length * 2;
        writer.Write("RIFF"u8);
        writer.Write(36 + dataLength);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)pcm.ChannelCount);
        writer.Write(pcm.SampleRate);
        writer.Write(pcm.SampleRate * pcm.ChannelCount * 2);
        writer.Write((short)(pcm.ChannelCount * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(dataLength);
        foreach (float amplitude in pcm.Samples) writer.Write((short)Math.Round(Math.Clamp(amplitude, -1, 1) * 32767));
        return stream.ToArray();
    }

    private static float[] Make(int sampleRate, double seconds, Func<double, double> wave)
    {
        var samples = new float[(int)(sampleRate * seconds)];
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)wave((double)i / sampleRate);
        return samples;
    }
}
