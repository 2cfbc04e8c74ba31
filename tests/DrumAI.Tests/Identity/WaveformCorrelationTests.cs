using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class WaveformCorrelationTests
{
    [Fact]
    public void ASoundFitsItself() => Assert.Equal(1, WaveformCorrelation.Of(Trace(DrumStrokes.Make(1)), Trace(DrumStrokes.Make(1))), 1e-9);

    [Theory]
    [InlineData(48000)]
    [InlineData(22050)]
    [InlineData(44056)]
    public void ACopyAtAnotherRateFits(int rate)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var sound = DrumStrokes.Make(seed);
            var copy = new Pcm([.. new float[123], .. Resampler.Resample(sound.Samples, sound.SampleRate, rate)], 1, rate);
            Assert.InRange(WaveformCorrelation.Of(Trace(sound), Trace(copy)), 0.99, 1.001);
        }
    }

    [Fact]
    public void NoiseDoesNotFitOtherNoise()
    {
        var random = new Random(1);
        Pcm Noise() => new([.. Enumerable.Range(0, 30000).Select(_ => random.NextSingle() - 0.5f)], 1, 44100);
        Assert.InRange(WaveformCorrelation.Of(Trace(Noise()), Trace(Noise())), -0.2, 0.2);
    }

    private static double[] Trace(Pcm sound)
    {
        var segment = new SoundSegment();
        Assert.True(segment.Prepare(sound.Samples, sound.SampleRate));
        return WaveformCorrelation.Trace(segment);
    }
}
