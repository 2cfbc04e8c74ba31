using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class WaveformComparerTests
{
    private readonly WaveformComparer comparer = new();

    [Fact]
    public void ASoundFitsItself()
    {
        var fit = Compare(DrumStrokes.Make(1), DrumStrokes.Make(1));
        Assert.Equal(1, fit.Correlation, 1e-9);
        Assert.Equal(1, fit.BandCorrelation, 1e-9);
        Assert.Equal(0, fit.BandDecibels, 1e-9);
    }

    [Theory]
    [InlineData(48000)]
    [InlineData(22050)]
    [InlineData(44056)]
    public void ALateQuietCopyAtAnotherRateIsOne(int rate)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var sound = DrumStrokes.Make(seed);
            var resampled = Resampler.Resample(sound.Samples, sound.SampleRate, rate);
            var copy = new Pcm([.. new float[123], .. resampled.Select(s => s * 0.1f)], 1, rate);
            Assert.True(Compare(sound, copy).IsCopy(isCoded: false), $"stroke {seed}");
        }
    }

    [Fact]
    public void AShiftBetweenSamplesIsFound()
    {
        // From 44.1 to 22.05 kHz every odd sample of the original falls between two.
        for (int seed = 0; seed < 20; seed++)
        {
            var sound = DrumStrokes.Make(seed);
            Assert.InRange(Compare(sound, new Pcm([.. sound.Samples.AsSpan(1)], 1, sound.SampleRate)).BandCorrelation, 0.9995, 1.0000001);
        }
    }

    [Fact]
    public void NoFitIsBetterThanOne()
    {
        // What comes later in the window is louder than what a shift leaves out.
        for (int seed = 0; seed < 200; seed++) Assert.InRange(Compare(DrumStrokes.Make(seed), DrumStrokes.Make(seed + 1)).Correlation, -1.0000001, 1.0000001);
    }

    [Fact]
    public void AStrokeUnderOtherNoiseIsACopyOnlyWhereACodecMayHaveMadeTheNoise()
    {
        var random = new Random(1);
        for (int seed = 0; seed < 20; seed++)
        {
            // The noise follows the level, 11 dB below it and over the whole band, most of which the tone leaves empty.
            var sound = DrumStrokes.Make(seed);
            var noisy = new Pcm([.. sound.Samples.Select(s => s * (0.5f + random.NextSingle()))], 1, sound.SampleRate);
            var fit = Compare(sound, noisy);
            Assert.False(fit.IsCopy(isCoded: false), $"stroke {seed}: {fit}");
            Assert.True(fit.IsCopy(isCoded: true), $"stroke {seed}: {fit}");
        }
    }

    [Fact]
    public void ABrighterStrokeIsNoCopyHoweverWellItFits()
    {
        var fits = Enumerable.Range(0, 20).Select(seed => Compare(DrumStrokes.Make(seed), Brighter(DrumStrokes.Make(seed), 0.15f)))
            .Where(f => f is { Correlation: > 0.995, BandCorrelation: > 0.99 }).ToArray();
        Assert.InRange(fits.Length, 5, 20);
        Assert.All(fits, fit => Assert.Equal(fit.BandDecibels <= 0.15, fit.IsCopy(isCoded: false)));
        Assert.Contains(fits, fit => !fit.IsCopy(isCoded: false));
    }

    [Fact]
    public void NoiseDoesNotFitOtherNoise()
    {
        var random = new Random(1);
        Pcm Noise() => new([.. Enumerable.Range(0, 30000).Select(_ => random.NextSingle() - 0.5f)], 1, 44100);
        Assert.InRange(Compare(Noise(), Noise()).Correlation, -0.2, 0.2);
    }

    private static Pcm Brighter(Pcm sound, float share) =>
        new([.. sound.Samples.Select((s, n) => s + share * (s - (n > 0 ? sound.Samples[n - 1] : 0)))], 1, sound.SampleRate);

    private static double[] Trace(Pcm sound)
    {
        var segment = new SoundSegment();
        Assert.True(segment.Prepare(sound.Samples, sound.SampleRate));
        return WaveformComparer.Trace(segment);
    }

    private WaveformFit Compare(Pcm a, Pcm b) => comparer.Compare(Trace(a), Trace(b));
}
