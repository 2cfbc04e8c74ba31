using DrumAI.Studio.Sounds;

namespace DrumAI.Studio.Tests.Sounds;

public sealed class BrowserFormatTests
{
    [Theory]
    [InlineData(1, 8, true)]
    [InlineData(1, 16, true)]
    [InlineData(1, 24, true)]
    [InlineData(1, 32, true)]
    [InlineData(3, 32, true)]
    [InlineData(3, 64, false)]
    [InlineData(2, 4, false)]
    [InlineData(6, 8, false)]
    public void PlainWavIsPlayedAsItIs(int tag, int bits, bool isPlain)
    {
        byte[] wav = ChunkFileBuilder.Wav(c => c.Chunk("JUNK", new byte[27]).Format(tag, 1, 44100, bits).Chunk("data", new byte[64]));
        Assert.Equal(isPlain ? "audio/wav" : null, BrowserFormat.MediaTypeOf(wav));
    }

    [Fact]
    public void ExtensibleWavIsTakenByItsTrueFormat()
    {
        byte[] extra(byte tag) => [22, 0, 16, 0, 3, 0, 0, 0, tag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        Assert.Equal("audio/wav", BrowserFormat.MediaTypeOf(ChunkFileBuilder.Wav(c => c.Format(0xFFFE, 2, 44100, 16, extra: extra(1)).Chunk("data", new byte[64]))));
        Assert.Null(BrowserFormat.MediaTypeOf(ChunkFileBuilder.Wav(c => c.Format(0xFFFE, 2, 44100, 8, extra: extra(6)).Chunk("data", new byte[64]))));
    }

    [Fact]
    public void DamagedHeadsAreNotTaken()
    {
        byte[] wav = ChunkFileBuilder.Wav(c => c.Format(1, 1, 44100, 16).Chunk("data", new byte[64]));
        for (int length = 0; length < 44; length++) Assert.Null(BrowserFormat.MediaTypeOf(wav.AsSpan(0, length)));
        // Sizes at which a sum of 32 bits would begin again, or not move at all.
        foreach (uint size in new[] { uint.MaxValue, uint.MaxValue - 7, uint.MaxValue - 8 })
            Assert.Null(BrowserFormat.MediaTypeOf(ChunkFileBuilder.Wav(c => c.Chunk("JUNK", new byte[40], size).Format(1, 1, 44100, 16))));
    }
}
