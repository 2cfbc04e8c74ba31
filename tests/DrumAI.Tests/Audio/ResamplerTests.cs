using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

/// <summary>The resampler keeps what lies below both Nyquist frequencies and nothing else.</summary>
public sealed class ResamplerTests
{
    public static TheoryData<int, int> RatePairs => new()
    {
        { 44100, 16000 }, { 48000, 44100 }, { 96000, 44100 }, { 192000, 44100 }, { 22050, 44100 }, { 8000, 44100 }, { 44101, 44100 }, { 39063, 44100 }, { 44100, 32000 },
    };

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void PassBandToneComesOutAsTheSameTone(int from, int to)
    {
        double hz = 0.3 * Math.Min(from, to);
        var output = Resampler.Resample(Sine(hz, from), from, to);
        double error = 0;
        for (int n = to / 4; n < 3 * to / 4; n++) error += Math.Pow(output[n] - Math.Sin(2 * Math.PI * hz * n / to), 2);
        Assert.InRange(10 * Math.Log10(error / (to / 2.0)), -200, -100);
    }

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void PassBandIsFlatToEightySevenHundredthsOfNyquist(int from, int to)
    {
        foreach (double share in new[] { 0.01, 0.5, 0.8, 0.87 })
            Assert.InRange(OutputLevel(share * Math.Min(from, to) / 2, from, to), -0.1, 0.1);
    }

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void NothingAboveTheLowerNyquistFoldsBack(int from, int to)
    {
        for (double hz = 1.01 * to / 2; hz < from / 2.0; hz += from / 37.0)
            Assert.InRange(OutputLevel(hz, from, to), double.NegativeInfinity, -80);
    }

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void UpsamplingAddsNoImages(int from, int to)
    {
        if (to <= from) return;
        // All energy of a tone stays in the tone: what a fitted sine leaves over is noise and images.
        double hz = 0.2 * from;
        var output = Resampler.Resample(Sine(hz, from), from, to);
        double residue = 0;
        for (int n = to / 4; n < 3 * to / 4; n++) residue += Math.Pow(output[n] - Math.Sin(2 * Math.PI * hz * n / to), 2);
        Assert.InRange(10 * Math.Log10(residue / (to / 2.0)), -200, -80);
    }

    [Theory]
    [InlineData(44100, 16000, 44100, 16000)]
    [InlineData(44100, 16000, 1, 1)]
    [InlineData(48000, 44100, 48001, 44101)]
    [InlineData(44100, 44100, 77, 77)]
    public void LengthScalesWithTheRatesRoundedUp(int from, int to, int length, int expected) =>
        Assert.Equal(expected, Resampler.Resample(new float[length], from, to).Length);

    [Fact]
    public void EmptySoundStaysEmpty() => Assert.Empty(Resampler.Resample([], 48000, 44100));

    [Fact]
    public void ImpossibleRateIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.For(0, 44100));

    private static float[] Sine(double hz, int rate) => [.. Enumerable.Range(0, rate).Select(n => (float)Math.Sin(2 * Math.PI * hz * n / rate))];

    /// <summary>Level in dB of what a full-scale tone becomes, its edges left out.</summary>
    private static double OutputLevel(double hz, int from, int to)
    {
        var output = Resampler.Resample(Sine(hz, from), from, to);
        return 10 * Math.Log10(output.Skip(to / 4).Take(to / 2).Average(y => 2.0 * y * y) + 1e-30);
    }
}
