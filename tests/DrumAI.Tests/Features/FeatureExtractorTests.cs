using DrumAI.Audio;
using DrumAI.Features;
using DrumAI.Tests.Identity;

namespace DrumAI.Tests.Features;

public sealed class FeatureExtractorTests
{
    private const FeatureSet WithoutModel = FeatureSet.All & ~FeatureSet.Embedding;
    private readonly FeatureExtractor extractor = new();

    [Fact]
    public void RecycledFeaturesAreThoseOfTheNewSoundAndCostNextToNothing()
    {
        var extractor = new FeatureExtractor();
        var (first, second) = (DrumStrokes.Make(1), DrumStrokes.Make(2));
        const FeatureSet features = FeatureSet.All & ~FeatureSet.Embedding;
        var expected = extractor.Extract(second, features);
        var recycled = extractor.Extract(first, features);
        for (int warmUp = 0; warmUp < 3; warmUp++) recycled = extractor.Extract(first, features, recycled);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var actual = extractor.Extract(second, features, recycled);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 4096);
        Assert.Same(recycled.Mfcc, actual.Mfcc);
        Assert.Equal(expected.Zcr, actual.Zcr);
        Assert.Equal(expected.Mfcc, actual.Mfcc);
        Assert.Equal(expected.LogMelYamnet, actual.LogMelYamnet);
        Assert.Equal(expected.Fingerprint, actual.Fingerprint);
        Assert.Equal(expected.Timbre!.Brightness, actual.Timbre!.Brightness);
        // What was not asked for the first time is made.
        Assert.NotNull(extractor.Extract(second, FeatureSet.Zcr, extractor.Extract(first, FeatureSet.Mfcc)).Zcr);
    }

    [Fact]
    public void SoundAt16kHzIsNotResampled()
    {
        var sound = Decay(20000, 16000, 1);
        var features = extractor.Extract(sound, FeatureSet.Descriptors);
        var descriptors = new SpectralDescriptors();
        descriptors.Analyze(sound.Samples.AsSpan(0, 16000));
        Assert.Equal(descriptors.Zcr, features.Zcr!);
        Assert.Equal(descriptors.Flatness, features.Flatness!);
        Assert.Equal(descriptors.Contrast, features.Contrast!);
        Assert.Equal(descriptors.Contrast8, features.Contrast8!);
        Assert.Equal(descriptors.Mfcc, features.Mfcc!);
        Assert.Equal(descriptors.LogMelVggish, features.LogMelVggish!);
        Assert.Equal(descriptors.LogMelYamnet, features.LogMelYamnet!);
    }

    [Fact]
    public void OnlyWhatWasAskedForIsThere()
    {
        var features = extractor.Extract(Decay(9000, 44100, 2), FeatureSet.Zcr | FeatureSet.Fingerprint);
        Assert.NotNull(features.Zcr);
        Assert.NotNull(features.Fingerprint);
        Assert.Null(features.Flatness);
        Assert.Null(features.Contrast);
        Assert.Null(features.Contrast8);
        Assert.Null(features.Mfcc);
        Assert.Null(features.LogMelVggish);
        Assert.Null(features.LogMelYamnet);
        Assert.Null(features.Timbre);
        Assert.Null(features.Embedding);
        Assert.Empty(features.Warnings);
    }

    [Fact]
    public void EachAloneEqualsItselfAmongAll()
    {
        var sound = Decay(20000, 44100, 3);
        var all = extractor.Extract(sound, WithoutModel);
        extractor.Extract(Decay(50000, 48000, 4), WithoutModel);
        Assert.Equal(all.Mfcc, extractor.Extract(sound, FeatureSet.Mfcc).Mfcc);
        Assert.Equal(all.Fingerprint, extractor.Extract(sound, FeatureSet.Fingerprint).Fingerprint);
        Assert.Equal(all.Timbre!.Hardness, extractor.Extract(sound, FeatureSet.Timbre).Timbre!.Hardness);
        Assert.Equal(all.Timbre.Boominess, extractor.Extract(sound, FeatureSet.Timbre).Timbre!.Boominess);
    }

    [Fact]
    public void EqualChannelsGiveTheDescriptorsOfOne()
    {
        var mono = Decay(20000, 44100, 5);
        var stereo = new Pcm([.. mono.Samples.SelectMany(s => new[] { s, s })], 2, 44100);
        var expected = extractor.Extract(mono, FeatureSet.Mfcc | FeatureSet.Fingerprint);
        var actual = extractor.Extract(stereo, FeatureSet.Mfcc | FeatureSet.Fingerprint);
        Assert.Equal(expected.Mfcc, actual.Mfcc);
        Assert.Equal(expected.Fingerprint, actual.Fingerprint);
    }

    [Theory]
    [MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void EveryGoldenSoundGivesFiniteNumbersOrAWarning(string id)
    {
        var features = extractor.Extract(AudioFile.Read(GoldenCase.Read(id).WavPath).Pcm, WithoutModel);
        double[] numbers =
        [
            .. features.Zcr!, .. features.Flatness!, .. features.Contrast!, .. features.Contrast8!, .. features.Mfcc!, .. features.LogMelVggish!, .. features.LogMelYamnet!,
        ];
        Assert.All(numbers, v => Assert.True(double.IsFinite(v)));
        var timbre = features.Timbre!;
        double?[] scores = [timbre.Hardness, timbre.Depth, timbre.Brightness, timbre.Roughness, timbre.Warmth, timbre.Sharpness, timbre.Boominess, timbre.Reverb];
        Assert.All(scores, v => Assert.True(v is null || double.IsFinite(v.Value)));
        if (scores.Contains(null) || features.Fingerprint is null) Assert.NotEmpty(features.Warnings);
    }

    [Theory]
    [MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void DescriptorsOfTheFileAreThoseOfTheOriginal(string id)
    {
        var golden = GoldenCase.Read(id);
        var features = extractor.Extract(AudioFile.Read(golden.WavPath).Pcm, FeatureSet.Descriptors);
        Assert.Equal(golden.Doubles("zcr"), features.Zcr!);
        AssertNear(golden.Doubles("flatness_reflect_f64"), features.Flatness!, 1e-5);
        AssertNear(golden.Doubles("mfcc20_reflect_f64"), features.Mfcc!, 5e-3);
        AssertNear(golden.Doubles("logmel_vggish"), features.LogMelVggish!, 5e-3);
        AssertNear(golden.Doubles("logmel_yamnet"), features.LogMelYamnet!, 2e-2);

        // The valleys of clean tones are the rounding noise of the original's single-precision resampler: not all of contrast can agree, and that
        // of a constant is nothing but this noise.
        if (id == "syn_dc") return;
        var contrast = golden.Doubles("contrast7_reflect_f64").Zip(features.Contrast!, (a, b) => Math.Abs(a - b)).Order().ToArray();
        Assert.True(contrast[contrast.Length / 2] < 0.1);
    }

    [Fact]
    public void SilenceHasNoFingerprintAndSaysSo()
    {
        var features = extractor.Extract(new Pcm(new float[1000], 1, 44100), FeatureSet.Fingerprint);
        Assert.Null(features.Fingerprint);
        Assert.Contains(features.Warnings, w => w.StartsWith("fingerprint:", StringComparison.Ordinal));
    }

    [Fact]
    public void AmplitudesThatAreNotFiniteAreABadFile() =>
        Assert.Equal(AudioErrorCode.Corrupt, Assert.Throws<AudioFormatException>(() => extractor.Extract(new Pcm([0, float.NaN], 1, 44100), WithoutModel)).Code);

    [Fact]
    public void NoFramesAreRefused() => Assert.Throws<ArgumentException>(() => extractor.Extract(new Pcm([], 1, 44100), WithoutModel));

    [Fact]
    public void EmbeddingNeedsAModel() =>
        Assert.Throws<InvalidOperationException>(() => extractor.Extract(Decay(1000, 44100, 6), FeatureSet.Embedding));

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    private static Pcm Decay(int length, int sampleRate, int seed)
    {
        var random = new Random(seed);
        return new Pcm([.. Enumerable.Range(0, length).Select(n => (random.NextSingle() * 2 - 1) * MathF.Exp(-n / 4000f))], 1, sampleRate);
    }
}
