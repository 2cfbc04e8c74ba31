using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class WavReaderTests
{
    private static readonly short[] Ramp = [0, 16384, -16384, 32767, -32768, 1, -1, 256];
    private static readonly float[] RampAmplitudes = [.. Ramp.Select(value => value / 32768f)];
    private static readonly byte[] RampBytes = ChunkFileBuilder.Words(bigEndian: false, Ramp);

    [Fact]
    public void SixteenBitsAreDividedBy32768()
    {
        AudioReading reading = Read(file => file.Format(1, 2, 44_100, 16).Chunk("data", RampBytes));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Equal(new AudioFormat(AudioContainer.Wav, AudioEncoding.Pcm, 16, 44_100, 2), reading.Format);
        Assert.Empty(reading.Warnings);
    }

    [Theory]
    [InlineData(SndFileWriter.Wav | SndFileWriter.U8)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.S16)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.S24)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.S32)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.Single)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.Double)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.ALaw)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.MuLaw)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.S16 | SndFileWriter.BigEndian)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.S24 | SndFileWriter.BigEndian)]
    [InlineData(SndFileWriter.Wav | SndFileWriter.Double | SndFileWriter.BigEndian)]
    [InlineData(SndFileWriter.Wavex | SndFileWriter.U8)]
    [InlineData(SndFileWriter.Wavex | SndFileWriter.S24)]
    [InlineData(SndFileWriter.Wavex | SndFileWriter.Single)]
    [InlineData(SndFileWriter.Wavex | SndFileWriter.MuLaw)]
    [InlineData(SndFileWriter.Rf64 | SndFileWriter.S16)]
    [InlineData(SndFileWriter.Rf64 | SndFileWriter.Single)]
    [InlineData(SndFileWriter.W64 | SndFileWriter.S24)]
    [InlineData(SndFileWriter.W64 | SndFileWriter.ALaw)]
    public void WhatLibSndFileWritesIsReadAsLibSndFileReadsIt(int format)
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        foreach ((int frameCount, int channelCount) in new[] { (1, 1), (3, 1), (1000, 2), (40_001, 1), (33_333, 3) })
        {
            byte[] bytes = SndFileWriter.Write(format, TestSounds.Burst(frameCount, channelCount, 48_000));
            AudioReading ours = AudioFile.Decode(bytes);
            AudioReading theirs = SndFileDecoder.Read(ByteSource.Of(bytes), ours.Format.Container, AudioReadOptions.Default, []);
            Assert.Equal(theirs.Pcm.Samples, ours.Pcm.Samples);
            Assert.Equal(theirs.Format, ours.Format);
            Assert.Empty(ours.Warnings);
        }
    }

    [Fact]
    public void ChunksOfOddLengthAndJunkBeforeTheFormatArePassedOver()
    {
        AudioReading reading = Read(file => file.Chunk("JUNK", new byte[7]).Chunk("bext", new byte[603]).Format(1, 2, 44_100, 16)
            .Chunk("LIST", new byte[5]).Chunk("data", RampBytes).Chunk("smpl", new byte[9]));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void AMissingPaddingByteIsNoticed()
    {
        AudioReading reading = Read(file => file.Format(1, 2, 44_100, 16).Chunk("LIST", new byte[5], pad: false).Chunk("data", RampBytes));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Empty(reading.Warnings);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFFF024u)]
    public void AnOpenLengthMeansTheRestOfTheFile(uint size)
    {
        AudioReading reading = Read(file => file.Format(1, 2, 44_100, 16).Chunk("data", RampBytes, size));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Single(reading.Warnings);
    }

    [Fact]
    public void ATruncatedFileIsReadAsFarAsItGoesWithAWarning()
    {
        byte[] whole = ChunkFileBuilder.Wav(file => file.Format(1, 2, 44_100, 16).Chunk("data", RampBytes));
        AudioReading reading = AudioFile.Decode(whole.AsMemory(0, whole.Length - 5));
        Assert.Equal(RampAmplitudes[..4], reading.Pcm.Samples);
        Assert.Contains("ends early", Assert.Single(reading.Warnings));
    }

    [Fact]
    public void AWrongSizeBeforeTheSoundIsSearchedPast()
    {
        AudioReading reading = Read(file => file.Format(1, 2, 44_100, 16).Chunk("LIST", new byte[6], size: 0x00FF_FFFF).Chunk("data", RampBytes));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Contains("damaged", Assert.Single(reading.Warnings));
    }

    [Fact]
    public void AFormatWhoseSizeIsWrongIsSearchedPast()
    {
        AudioReading reading = Read(file => file.Chunk("JUNK", new byte[4], size: 6).Format(1, 2, 44_100, 16).Chunk("data", RampBytes));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Single(reading.Warnings);
    }

    [Fact]
    public void ValidBitsBelowTheContainersAreLeftJustified()
    {
        byte[] extra = [22, 0, 20, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        AudioReading reading = Read(file => file.Format(0xFFFE, 1, 48_000, 24, extra: extra).Chunk("data", [0, 0, 0x40, 0, 0, 0xC0]));
        Assert.Equal([0.5f, -0.5f], reading.Pcm.Samples);
        Assert.Equal(20, reading.Format.BitsPerSample);
    }

    [Fact]
    public void TwelveBitsLieInTwoBytes()
    {
        AudioReading reading = Read(file => file.Format(1, 1, 48_000, 12).Chunk("data", [0, 0x40, 0xF0, 0x7F]));
        Assert.Equal([0.5f, 0x7FF0 / 32768f], reading.Pcm.Samples);
    }

    [Fact]
    public void TwentyFourBitsMayLieInFourBytes()
    {
        AudioReading reading = Read(file => file.Format(1, 1, 48_000, 24, blockAlign: 4).Chunk("data", [0, 0, 0, 0x40, 0, 0, 0, 0xC0]));
        Assert.Equal([0.5f, -0.5f], reading.Pcm.Samples);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(2)]
    public void AFrameSizeThatFitsNothingIsNotBelieved(int blockAlign)
    {
        AudioReading reading = Read(file => file.Format(1, 2, 44_100, 16, blockAlign).Chunk("data", RampBytes));
        Assert.Equal(RampAmplitudes, reading.Pcm.Samples);
        Assert.Contains("frame size", Assert.Single(reading.Warnings));
    }

    [Fact]
    public void AmplitudesThatAreNoNumbersBecomeZeroWithAWarning()
    {
        float[] values = [0.5f, float.NaN, float.PositiveInfinity, -0.25f, float.NegativeInfinity, 3e30f, 1.5f];
        byte[] bytes = [.. values.SelectMany(BitConverter.GetBytes)];
        AudioReading reading = Read(file => file.Format(3, 1, 44_100, 32).Chunk("data", bytes));
        Assert.Equal([0.5f, 0, 0, -0.25f, 0, 0, 1.5f], reading.Pcm.Samples);
        Assert.StartsWith("4 amplitudes", Assert.Single(reading.Warnings));
    }

    [Fact]
    public void DoublesBeyondAFloatBecomeZeroWithAWarning()
    {
        byte[] bytes = [.. new[] { 0.5, 1e300, double.NaN }.SelectMany(BitConverter.GetBytes)];
        AudioReading reading = Read(file => file.Format(3, 1, 44_100, 64).Chunk("data", bytes));
        Assert.Equal([0.5f, 0, 0], reading.Pcm.Samples);
        Assert.Single(reading.Warnings);
    }

    [Fact]
    public void Mp3InAWavIsDecoded()
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        byte[] stream = SndFileWriter.Write(SndFileWriter.Mpeg | SndFileWriter.MpegLayer3, TestSounds.Burst(20_000));
        AudioReading reading = Read(file => file.Format(0x55, 1, 44_100, 0, blockAlign: 1).Chunk("data", stream));
        Assert.Equal(AudioFile.Decode(stream).Pcm.Samples, reading.Pcm.Samples);
        Assert.Equal((AudioContainer.Wav, AudioEncoding.Mpeg), (reading.Format.Container, reading.Format.Encoding));
    }

    private static AudioReading Read(Func<ChunkFileBuilder, ChunkFileBuilder> chunks) => AudioFile.Decode(ChunkFileBuilder.Wav(chunks));
}
