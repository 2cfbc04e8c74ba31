using DrumAI.Audio;

namespace DrumAI.Tests.Identity;

/// <summary>Synthetic strokes, each a tone that falls and a burst of noise, drawn from a seed.</summary>
internal static class DrumStrokes
{
    public const int SampleRate = 44100;

    public static Pcm Make(int seed, int noiseSeed = 0)
    {
        var random = new Random(seed);
        double startHz = 60 + 900 * random.NextDouble(), endHz = startHz * (0.3 + 0.6 * random.NextDouble()), glideSeconds = 0.01 + 0.1 * random.NextDouble();
        double toneSeconds = 0.03 + 0.2 * random.NextDouble(), noiseSeconds = 0.01 + 0.15 * random.NextDouble(), noiseShare = random.NextDouble();
        double smoothing = 0.05 + 0.9 * random.NextDouble();
        var noise = new Random(seed + 1000 * noiseSeed);
        var samples = new float[SampleRate / 2];
        double phase = 0, low = 0;
        for (int n = 0; n < samples.Length; n++)
        {
            double t = (double)n / SampleRate;
            phase += 2 * Math.PI * (endHz + (startHz - endHz) * Math.Exp(-t / glideSeconds)) / SampleRate;
            low += smoothing * (noise.NextDouble() * 2 - 1 - low);
            double fadeOut = Math.Min(1, (samples.Length - n) / 2000.0);
            samples[n] = (float)(0.5 * fadeOut * ((1 - noiseShare) * Math.Sin(phase) * Math.Exp(-t / toneSeconds) + 2 * noiseShare * low * Math.Exp(-t / noiseSeconds)));
        }

        return new Pcm(samples, 1, SampleRate);
    }
}
