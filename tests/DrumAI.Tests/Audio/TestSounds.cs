using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

/// <summary>Synthetic sounds.</summary>
internal static class TestSounds
{
    /// <summary>A decaying burst of tone and noise, different in each channel, below full scale.</summary>
    public static Pcm Burst(int frameCount, int channelCount = 1, int sampleRate = 44_100, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new float[frameCount * channelCount];
        for (int i = 0; i < samples.Length; i++)
        {
            int frame = i / channelCount, channel = i % channelCount;
            double time = (double)frame / sampleRate;
            double tone = Math.Sin(2 * Math.PI * (180 + (70 * channel)) * time);
            samples[i] = (float)(0.9 * Math.Exp(-8 * time) * ((0.7 * tone) + (0.3 * ((2 * random.NextDouble()) - 1))));
        }

        return new Pcm(samples, channelCount, sampleRate);
    }
}
