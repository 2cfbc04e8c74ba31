using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class FingerprinterTests
{
    private const int Strokes = 40;
    private readonly Fingerprinter fingerprinter = new();

    [Theory]
    [InlineData(0.25f)]
    [InlineData(4f)]
    [InlineData(1e-3f)]
    public void LevelDoesNotMatter(float gain) => AssertCopiesAreTheSame(s => With(s, v => v * gain));

    [Theory]
    [InlineData(1)]
    [InlineData(777)]
    [InlineData(2205)]
    [InlineData(100000)]
    public void SilenceBeforeDoesNotMatter(int count) => AssertCopiesAreTheSame(s => new Pcm([.. new float[count], .. s.Samples], 1, s.SampleRate));

    [Fact]
    public void SilenceAfterDoesNotMatter() => AssertCopiesAreTheSame(s => new Pcm([.. s.Samples, .. new float[30000]], 1, s.SampleRate));

    [Fact]
    public void AnOffsetDoesNotMatter() => AssertCopiesAreTheSame(s => With(s, v => v + 0.05f));

    [Theory]
    [InlineData(22050)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void TheRateDoesNotMatter(int rate) => AssertCopiesAreTheSame(s => new Pcm(Resampler.Resample(s.Samples, s.SampleRate, rate), 1, rate));

    [Fact]
    public void SixteenBitsDoNotMatter() => AssertCopiesAreTheSame(s => With(s, v => MathF.Round(v * 32768) / 32768));

    [Fact]
    public void DifferentStrokesAreDifferent()
    {
        var all = Enumerable.Range(0, Strokes).Select(i => Of(DrumStrokes.Make(i))).ToArray();
        for (int a = 0; a < Strokes; a++)
            for (int b = a + 1; b < Strokes; b++)
                Assert.NotEqual(SoundRelation.Same, all[a].RelationTo(all[b]));
    }

    [Fact]
    public void ASoundHasOneFingerprintWhateverCameBefore()
    {
        var first = Of(DrumStrokes.Make(1));
        Of(DrumStrokes.Make(2));
        Assert.Equal(first, Of(DrumStrokes.Make(1)));
    }

    [Fact]
    public void SilenceAndConstantsHaveNone()
    {
        Assert.Null(fingerprinter.Compute([], 44100));
        Assert.Null(fingerprinter.Compute([0.5f], 44100));
        Assert.Null(fingerprinter.Compute(new float[50000], 44100));
        Assert.Null(fingerprinter.Compute([.. Enumerable.Repeat(0.3f, 50000)], 44100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(8000)]
    [InlineData(384000)]
    public void AClickAtAnyRateHasOne(int sampleRate) => Assert.NotNull(fingerprinter.Compute([0, 0, 1, 0, 0, 0], sampleRate));

    private static Pcm With(Pcm sound, Func<float, float> change) => new([.. sound.Samples.Select(change)], 1, sound.SampleRate);

    private Fingerprint Of(Pcm sound) => fingerprinter.Compute(sound.ToMono(), sound.SampleRate)!.Value;

    private void AssertCopiesAreTheSame(Func<Pcm, Pcm> change)
    {
        for (int seed = 0; seed < Strokes; seed++)
        {
            var sound = DrumStrokes.Make(seed);
            Assert.InRange(Of(sound).DistanceTo(Of(change(sound))), 0, Fingerprint.SameDistance);
        }
    }
}
