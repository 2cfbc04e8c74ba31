using DrumAI.Audio;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed class TimbreAnalyzerTests
{
    private static readonly TimbreAnalyzer Analyzer = new();

    [Theory, InlineData(1), InlineData(2), InlineData(441), InlineData(512), InlineData(591), InlineData(1023), InlineData(4096), InlineData(4097), InlineData(8192)]
    public void EveryLengthHasAnAnswer(int length)
    {
        foreach (int rate in new[] { 8000, 39063, 44100, 192000 })
        {
            AssertSound(Analyzer.Analyze(Noise(length, 0.3), 1, rate));
            AssertSound(Analyzer.Analyze(new float[length], 1, rate));
            AssertSound(Analyzer.Analyze(Enumerable.Repeat(0.25f, length).ToArray(), 1, rate));
            AssertSound(Analyzer.Analyze([.. new float[length - 1], 1f], 1, rate));
            AssertSound(Analyzer.Analyze(Noise(length, 1e-5), 1, rate));
        }
    }

    [Fact]
    public void UnderFiveHundredAndTwelveSamplesThereIsNoHardness()
    {
        Assert.Null(Analyzer.Analyze(Decay(511, 0.005), 1, 44100).Hardness);
        Assert.NotNull(Analyzer.Analyze(Decay(600, 0.005), 1, 44100).Hardness);
    }

    [Fact]
    public void NothingHasNoScore()
    {
        AssertNothing(Analyzer.Analyze([], 2, 44100));
        AssertNothing(Analyzer.Analyze(new float[1000], 2, 44100));
        AssertNothing(Analyzer.Analyze([0.1f, float.NaN, 0.1f], 1, 44100));
        AssertNothing(Analyzer.Analyze(Noise(1000, 0.1), 1, 999));
    }

    [Fact]
    public void ChannelsThatCancelHaveReverbAlone()
    {
        float[] noise = Noise(20000, 0.3), both = new float[40000];
        for (int i = 0; i < noise.Length; i++) (both[2 * i], both[2 * i + 1]) = (noise[i], -noise[i]);
        var scores = Analyzer.Analyze(both, 2, 44100);
        Assert.Null(scores.Hardness);
        Assert.Null(scores.Roughness);
        Assert.Equal(0, scores.Reverb);
        Assert.NotEmpty(scores.Warnings);
    }

    [Fact]
    public void AnOrdinarySoundHasEveryScoreAndNoWarning()
    {
        var scores = Analyzer.Analyze(Decay(22050, 0.05), 1, 44100);
        Assert.Empty(scores.Warnings);
        Assert.All(Seven(scores), score => Assert.NotNull(score));
        Assert.Equal(0, scores.Reverb);
    }

    [Fact]
    public void ShortSoundsAtAwkwardRatesAreMeasuredWithAWarning()
    {
        var scores = Analyzer.Analyze(Decay(10000, 0.05), 1, 48001);
        Assert.All(Seven(scores), score => Assert.NotNull(score));
        Assert.NotEmpty(scores.Warnings);
    }

    [Fact]
    public void OfALongSoundTheBeginningIsAnalysed()
    {
        var scores = Analyzer.Analyze([.. new float[TimbreAnalyzer.MaxSeconds * 1000], .. Noise(5000, 0.3)], 1, 1000);
        Assert.All(Seven(scores), score => Assert.Null(score));
        Assert.Contains(scores.Warnings, warning => warning.Contains("first 60 s", StringComparison.Ordinal));
    }

    [Fact]
    public void LevelDoesNotMoveTheScores()
    {
        float[] loud = Decay(22050, 0.05), soft = [.. loud.Select(v => v / 64)];
        double?[] expected = Seven(Analyzer.Analyze(loud, 1, 44100)), actual = Seven(Analyzer.Analyze(soft, 1, 44100));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i]!.Value, actual[i]!.Value, 1e-6);
    }

    [Fact]
    public void EqualChannelsSoundLikeOne()
    {
        float[] mono = Decay(22050, 0.05), stereo = [.. mono.SelectMany(v => new[] { v, v })];
        double?[] expected = Seven(Analyzer.Analyze(mono, 1, 44100)), actual = Seven(Analyzer.Analyze(new Pcm(stereo, 2, 44100)));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i]!.Value, actual[i]!.Value, 1e-6);
    }

    [Fact]
    public void EarlierSoundsLeaveNoTrace()
    {
        float[] sound = Decay(15000, 0.03);
        var fresh = new TimbreAnalyzer().Analyze(sound, 1, 44100);
        var used = new TimbreAnalyzer();
        used.Analyze(Noise(80000, 0.5), 1, 48000);
        used.Analyze(Noise(30000, 0.5), 2, 22050);
        Assert.Equal(Seven(fresh), Seven(used.Analyze(sound, 1, 44100)));
    }

    [Fact]
    public void BrighterNoiseIsBrighterAndSharper()
    {
        float[] noise = Noise(22050, 0.3), dull = new float[noise.Length];
        for (int i = 1; i < noise.Length; i++) dull[i] = 0.97f * dull[i - 1] + 0.03f * noise[i];
        TimbreScores bright = Analyzer.Analyze(noise, 1, 44100), dark = Analyzer.Analyze(dull, 1, 44100);
        Assert.True(bright.Brightness > dark.Brightness + 10);
        Assert.True(bright.Sharpness > dark.Sharpness + 10);
        Assert.True(dark.Warmth > bright.Warmth);
    }

    [Fact]
    public void TwoCloseTonesAreRougherThanOne()
    {
        float[] one = Tone(22050, 440), two = [.. Tone(22050, 440).Zip(Tone(22050, 475), (a, b) => (a + b) / 2)];
        Assert.Equal(0, Analyzer.Analyze(one, 1, 44100).Roughness);
        Assert.True(Analyzer.Analyze(two, 1, 44100).Roughness > 20);
    }

    private static void AssertSound(TimbreScores scores)
    {
        Assert.All(Seven(scores), score => Assert.True(score is null || double.IsFinite(score.Value)));
        if (Seven(scores).Any(score => score is null)) Assert.NotEmpty(scores.Warnings);
        Assert.True(scores.Reverb is null or 0 or 1);
    }

    private static void AssertNothing(TimbreScores scores)
    {
        Assert.All(Seven(scores), score => Assert.Null(score));
        Assert.Null(scores.Reverb);
        Assert.NotEmpty(scores.Warnings);
    }

    private static double?[] Seven(TimbreScores s) => [s.Hardness, s.Depth, s.Brightness, s.Roughness, s.Warmth, s.Sharpness, s.Boominess];

    private static float[] Noise(int length, double level)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(level * (2 * random.NextDouble() - 1)))];
    }

    private static float[] Decay(int length, double seconds)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(n =>
            (float)(0.5 * Math.Exp(-n / (seconds * 44100)) * (Math.Sin(2 * Math.PI * 180 * n / 44100) + random.NextDouble() - 0.5)))];
    }

    private static float[] Tone(int length, double frequencyHz) =>
        [.. Enumerable.Range(0, length).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * frequencyHz * n / 44100)))];
}
