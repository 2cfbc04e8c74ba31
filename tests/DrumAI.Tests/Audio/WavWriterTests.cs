using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class WavWriterTests
{
    [Theory]
    [InlineData(1, 44_100)]
    [InlineData(2, 96_000)]
    public void FloatsComeBackExactly(int channels, int rate)
    {
        var random = new Random(channels);
        var pcm = new Pcm([.. Enumerable.Range(0, 50 * channels).Select(_ => (3 * random.NextSingle()) - 1.5f)], channels, rate);
        var read = AudioFile.Decode(WavWriter.ToFloat32(pcm));
        Assert.Empty(read.Warnings);
        Assert.Equal((channels, rate), (read.Pcm.ChannelCount, read.Pcm.SampleRate));
        Assert.Equal(pcm.Samples, read.Pcm.Samples);
    }

    [Fact]
    public void SixteenBitsRoundAndCutAtFullScale()
    {
        var read = AudioFile.Decode(WavWriter.ToInt16([0, 0.5f, -0.25f, 2, -2], 22_050));
        Assert.Empty(read.Warnings);
        Assert.Equal((1, 22_050), (read.Pcm.ChannelCount, read.Pcm.SampleRate));
        float[] expected = [0, 0.5f, -0.25f, 1, -1];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], read.Pcm.Samples[i], 1e-4);
    }
}
