using DrumAI.Features;

namespace DrumAI.Tests.Features;

/// <summary>What the network's picture depends on, and what it does not.</summary>
public sealed class FrontEndTests
{
    private const int Rate = FrontEnd.SampleRate;

    [Fact]
    public void LevelDoesNotMatter() => AssertAlike(Picture(Hit(), Rate), Picture([.. Hit().Select(x => x * 0.01f)], Rate), 1e-4);

    [Fact]
    public void LeadingSilenceDoesNotMatter() => AssertAlike(Picture(Hit(), Rate), Picture([.. new float[5000], .. Hit()], Rate), 0.02);

    [Fact]
    public void TrailingSilenceDoesNotMatter() => AssertAlike(Picture(Hit(), Rate), Picture([.. Hit(), .. new float[100000]], Rate), 1e-4);

    [Fact]
    public void DirectCurrentDoesNotMatter()
    {
        var hit = Hit(seconds: 1.5);
        AssertAlike(Picture(hit, Rate), Picture([.. hit.Select(x => x + 0.25f)], Rate), 1e-3);
    }

    [Fact]
    public void RateOfTheFileHardlyMatters()
    {
        // The same hit, sampled twice as often; its spectrum ends far below both Nyquist frequencies.
        AssertAlike(Picture(Hit(rate: Rate), Rate), Picture(Hit(rate: 2 * Rate), 2 * Rate), 0.03);
    }

    [Fact]
    public void SilenceIsAllZero() => Assert.All(Picture(new float[2000], Rate), x => Assert.Equal(0, x));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(300000)]
    public void EveryLengthGivesNumbersFromZeroToOne(int length)
    {
        var noise = new Random(1);
        var picture = Picture([.. Enumerable.Range(0, length).Select(_ => (float)noise.NextDouble() - 0.5f)], Rate);
        Assert.All(picture, x => Assert.InRange(x, 0, 1));
        if (length > 1) Assert.Equal(1, picture.Max());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(440)]
    [InlineData(5000)]
    public void ToneIsLoudestInItsBand(double hz)
    {
        var tone = Enumerable.Range(0, Rate).Select(n => (float)Math.Sin(2 * Math.PI * hz * n / Rate)).ToArray();
        var picture = Picture(tone, Rate);
        // Bands are even on ln(1 + f / 300) from 30 Hz to 18 kHz.
        double low = Math.Log(1 + 30 / 300.0), high = Math.Log(1 + 18000 / 300.0);
        double expected = (Math.Log(1 + hz / 300) - low) / (high - low) * (FrontEnd.BandCount + 1) - 1;
        const int longPicture = FrontEnd.BandCount * FrontEnd.FrameCount, middle = FrontEnd.FrameCount / 2;
        int loudest = Enumerable.Range(0, FrontEnd.BandCount).MaxBy(band => picture[longPicture + band * FrontEnd.FrameCount + middle]);
        Assert.InRange(loudest - expected, -1, 1);
    }

    [Fact]
    public void ClickLastsOneColumnInTheShortPicture()
    {
        var picture = Picture([1, .. new float[20000]], Rate);
        int heard = Enumerable.Range(0, FrontEnd.FrameCount).Count(t => picture[40 * FrontEnd.FrameCount + t] > 0.5);
        // A window of 12 ms over hops of 3 ms: nothing after the fifth column.
        Assert.InRange(heard, 1, 5);
    }

    [Fact]
    public void OnsetIsTwoMillisecondsBeforeTheSound() => Assert.Equal(1000 - 88, FrontEnd.FindOnset([.. new float[1000], 1, -1, .. new float[500]], Rate));

    [Fact]
    public void OutputMustHoldThePicture() => Assert.Throws<ArgumentException>(() => new FrontEnd().Compute([1f], Rate, new float[10]));

    private static float[] Picture(float[] mono, int rate)
    {
        var output = new float[FrontEnd.Length];
        new FrontEnd().Compute(mono, rate, output);
        return output;
    }

    /// <summary>A decaying chord with a soft start, so that it is band-limited.</summary>
    private static float[] Hit(int rate = Rate, double seconds = 0.4) => [.. Enumerable.Range(0, (int)(seconds * rate)).Select(n =>
    {
        double t = (double)n / rate;
        return (float)((1 - Math.Exp(-t * 800)) * Math.Exp(-t * 12) * (Math.Sin(2 * Math.PI * 180 * t) + 0.5 * Math.Sin(2 * Math.PI * 2100 * t)));
    })];

    /// <summary>Mean difference of cells, in fractions of the full scale.</summary>
    private static void AssertAlike(float[] expected, float[] actual, double tolerance) =>
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Average(), 0, tolerance);
}
