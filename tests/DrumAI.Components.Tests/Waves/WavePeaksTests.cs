using DrumAI.Components.Waves;

namespace DrumAI.Components.Tests.Waves;

public sealed class WavePeaksTests
{
    [Fact]
    public void EachPartHoldsItsOwnExtremes()
    {
        float[] samples = new float[6400];
        samples[150] = 0.5f;
        samples[199] = -1;
        byte[] peaks = WavePeaks.Measure(samples);

        Assert.Equal([0, 192], peaks[2..4].Select(p => (int)p));
        Assert.All(peaks.Where((_, i) => i is not 2 and not 3), p => Assert.Equal(128, p));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1000003)]
    public void EveryLengthHasAnOutline(int length)
    {
        float[] samples = new float[length];
        Array.Fill(samples, 1f);
        byte[] peaks = WavePeaks.Measure(samples);

        Assert.Equal(WavePeaks.ByteCount, peaks.Length);
        Assert.Equal(length == 0 ? 128 : 255, peaks.Max());
    }

    [Fact]
    public void TheLargestAmplitudeFillsTheHeightAndSilenceIsAHairline()
    {
        float[] samples = new float[6400];
        samples[0] = 0.1f;

        Assert.Contains("L0.5 4", WaveformPath.Of(WavePeaks.Measure(samples)), StringComparison.Ordinal);
        Assert.Contains("L1.5 125", WaveformPath.Of(WavePeaks.Measure(samples)), StringComparison.Ordinal);
        Assert.Contains("L1.5 131", WaveformPath.Of(WavePeaks.Measure(samples)), StringComparison.Ordinal);
    }
}
