using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class AiffReaderTests
{
    private static readonly short[] Ramp = [0, 16384, -16384, 32767, -32768, 1];
    private static readonly float[] RampAmplitudes = [.. Ramp.Select(value => value / 32768f)];
    private static readonly byte[] RampBytes = ChunkFileBuilder.Words(bigEndian: true, Ramp);

    [Theory]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S8)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.U8)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S16)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S24)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S32)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S16 | SndFileWriter.LittleEndian)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S24 | SndFileWriter.LittleEndian)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.S32 | SndFileWriter.LittleEndian)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.Single)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.Double)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.ALaw)]
    [InlineData(SndFileWriter.Aiff | SndFileWriter.MuLaw)]
    public void WhatLibSndFileWritesIsReadAsLibSndFileReadsIt(int format)
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        foreach ((int frameCount, int channelCount) in new[] { (1, 1), (3, 1), (1000, 2), (40_001, 1), (33_333, 3) })
        {
            byte[] bytes = SndFileWriter.Write(format, TestSounds.Burst(frameCount, channelCount, 96_000));
            AudioReading ours = AudioFile.Decode(bytes);
            AudioReading theirs = SndFileDecoder.Read(ByteSource.Of(bytes), ours.Format.Container, AudioReadOptions.Default, []);
            Assert.Equal(theirs.Pcm.Samples, ours.Pcm.Samples);
            Assert.Equal(theirs.Format, ours.Format);
            Assert.Empty(ours.Warnings);
        }
    }

    [Theory]
    [InlineData("in24", 24, new byte[] { 0x40, 0, 0 })]
    [InlineData("42ni", 24, new byte[] { 0, 0, 0x40 })]
    [InlineData("in32", 32, new byte[] { 0x40, 0, 0, 0 })]
    [InlineData("23ni", 32, new byte[] { 0, 0, 0, 0x40 })]
    [InlineData("sowt", 16, new byte[] { 0, 0x40 })]
    [InlineData("twos", 16, new byte[] { 0x40, 0 })]
    [InlineData("raw ", 8, new byte[] { 0xC0 })]
    [InlineData("FL32", 32, new byte[] { 0x3F, 0, 0, 0 })]
    [InlineData("fl64", 64, new byte[] { 0x3F, 0xE0, 0, 0, 0, 0, 0, 0 })]
    public void EveryCompressionTypeOfPlainAmplitudesIsKnown(string coding, int bits, byte[] half)
    {
        byte[] bytes = ChunkFileBuilder.Aiff(file => file.Common(1, 1, bits, 44_100, coding).Sound(half), "AIFC");
        AudioReading reading = AudioFile.Decode(bytes);
        Assert.Equal([0.5f], reading.Pcm.Samples);
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void TheSoundMayStandBeforeTheFormat()
    {
        AudioReading reading = Read(file => file.Chunk("NAME", new byte[3]).Sound(RampBytes).Common(2, 3, 16, 22_050));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Equal(new AudioFormat(AudioContainer.Aiff, AudioEncoding.Pcm, 16, 22_050, 2), reading.Format);
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void TheOffsetOfTheSoundIsPassedOver()
    {
        AudioReading reading = Read(file => file.Common(2, 3, 16, 44_100).Sound([9, 9, 9, 9, .. RampBytes], offset: 4));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
    }

    [Fact]
    public void TheFormatSaysHowManyFramesCount()
    {
        AudioReading reading = Read(file => file.Common(2, 2, 16, 44_100).Sound(RampBytes));
        Assert.Equal(RampAmplitudes[..4], reading.Pcm.Samples);
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void MoreFramesThanTheChunkHoldsAreWarnedOf()
    {
        AudioReading reading = Read(file => file.Common(2, 100, 16, 44_100).Sound(RampBytes));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Single(reading.Warnings);
    }

    [Fact]
    public void ATruncatedFileIsReadAsFarAsItGoesWithAWarning()
    {
        byte[] whole = ChunkFileBuilder.Aiff(file => file.Common(2, 3, 16, 44_100).Sound(RampBytes));
        AudioReading reading = AudioFile.Decode(whole.AsMemory(0, whole.Length - 5));
        Assert.Equal(RampAmplitudes[..2], reading.Pcm.Samples);
        Assert.Contains("ends early", Assert.Single(reading.Warnings));
    }

    [Fact]
    public void TwelveBitsAreLeftJustified()
    {
        AudioReading reading = Read(file => file.Common(1, 1, 12, 44_100).Sound([0x7F, 0xF0]));
        Assert.Equal([0x7FF0 / 32768f], reading.Pcm.Samples);
    }

    private static AudioReading Read(Func<ChunkFileBuilder, ChunkFileBuilder> chunks) => AudioFile.Decode(ChunkFileBuilder.Aiff(chunks));
}
