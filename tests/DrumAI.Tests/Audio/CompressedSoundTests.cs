using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class CompressedSoundTests
{
    private const int FrameCount = 30_000;

    public static TheoryData<int, AudioContainer, AudioEncoding, double> Formats { get; } = new()
    {
        { SndFileWriter.Flac | SndFileWriter.S16, AudioContainer.Flac, AudioEncoding.Flac, 84 },
        { SndFileWriter.Flac | SndFileWriter.S24, AudioContainer.Flac, AudioEncoding.Flac, 130 },
        { SndFileWriter.Ogg | SndFileWriter.Vorbis, AudioContainer.Ogg, AudioEncoding.Vorbis, 10 },
        { SndFileWriter.Ogg | SndFileWriter.Opus, AudioContainer.Ogg, AudioEncoding.Opus, 8 },
        { SndFileWriter.Mpeg | SndFileWriter.MpegLayer3, AudioContainer.Mpeg, AudioEncoding.Mpeg, 10 },
        { SndFileWriter.Caf | SndFileWriter.Single, AudioContainer.Caf, AudioEncoding.IeeeFloat, 140 },
        { SndFileWriter.Au | SndFileWriter.S16, AudioContainer.Au, AudioEncoding.Pcm, 78 },
        { SndFileWriter.Svx | SndFileWriter.S8, AudioContainer.Svx, AudioEncoding.Pcm, 30 },
        { SndFileWriter.Wav | SndFileWriter.ImaAdpcm, AudioContainer.Wav, AudioEncoding.Adpcm, 15 },
        { SndFileWriter.Wav | SndFileWriter.MsAdpcm, AudioContainer.Wav, AudioEncoding.Adpcm, 15 },
        { SndFileWriter.Aiff | SndFileWriter.ImaAdpcm, AudioContainer.Aiff, AudioEncoding.Adpcm, 15 },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void WhatWasWrittenIsHeardAgain(int format, AudioContainer container, AudioEncoding encoding, double atLeastDecibels)
    {
        Pcm original = Original(format);
        AudioReading reading = AudioFile.Decode(Write(format));
        Assert.Equal((container, encoding), (reading.Format.Container, reading.Format.Encoding));
        Assert.Equal((original.SampleRate, original.ChannelCount), (reading.Pcm.SampleRate, reading.Pcm.ChannelCount));
        Assert.Equal((reading.Pcm.SampleRate, reading.Pcm.ChannelCount), (reading.Format.SampleRate, reading.Format.ChannelCount));
        Assert.InRange(reading.Pcm.FrameCount, FrameCount, FrameCount + 4096);
        Assert.Empty(reading.Warnings);
        Assert.True(SignalToErrorDecibels(original, reading.Pcm) >= atLeastDecibels, $"{SignalToErrorDecibels(original, reading.Pcm):0.0} dB");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ATruncatedStreamWarnsOrFailsButNeverLooksWhole(int format, AudioContainer container, AudioEncoding encoding, double atLeastDecibels)
    {
        Assert.True(container != AudioContainer.Unknown && encoding != AudioEncoding.Other && atLeastDecibels > 0);
        byte[] whole = Write(format);
        for (int percent = 2; percent < 100; percent += 7)
        {
            try
            {
                AudioReading reading = AudioFile.Decode(whole.AsMemory(0, whole.Length * percent / 100));
                Assert.True(reading.Warnings.Count > 0, $"{percent} %: {reading.Pcm.FrameCount} frames without a warning.");
            }
            catch (AudioFormatException exception)
            {
                Assert.NotEqual(AudioErrorCode.TooLong, exception.Code);
            }
        }
    }

    [Fact]
    public void HalfAFlacFileGivesItsFirstHalfToTheBit()
    {
        byte[] bytes = Write(SndFileWriter.Flac | SndFileWriter.S16);
        float[] whole = AudioFile.Decode(bytes).Pcm.Samples, half = AudioFile.Decode(bytes.AsMemory(0, bytes.Length / 2)).Pcm.Samples;
        Assert.InRange(half.Length, 2 * 4096, whole.Length - 1);
        Assert.Equal(whole[..half.Length], half);
    }

    [Fact]
    public void AFlippedBitInFlacIsNoticed()
    {
        byte[] bytes = Write(SndFileWriter.Flac | SndFileWriter.S16);
        var random = new Random(3);
        for (int i = 0; i < 100; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(damaged.Length / 4, damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEmpty(AudioFile.Decode(damaged).Warnings);
        }
    }

    [Fact]
    public void AnMp3WithoutALengthInItsHeaderThatBreaksOffWithinAFrameIsNoticed()
    {
        byte[] stream = Write(SndFileWriter.Mpeg | SndFileWriter.MpegLayer3);
        Assert.True(MpegFrame.TryParse(stream, out MpegFrame lengthFrame));
        byte[] headless = stream[lengthFrame.ByteCount..];
        Assert.Empty(AudioFile.Decode(headless).Warnings);
        Assert.Contains("ends early", Assert.Single(AudioFile.Decode(headless.AsMemory(0, headless.Length - 200)).Warnings));
    }

    [Fact]
    public void ALongFileIsDecodedFromDiskAsFromMemory()
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        var random = new Random(6);
        float[] noise = [.. Enumerable.Range(0, 600_000).Select(_ => (float)(random.NextDouble() - 0.5))];
        string path = Path.GetTempFileName();
        try
        {
            foreach (int format in new[] { SndFileWriter.Flac | SndFileWriter.S24, SndFileWriter.Ogg | SndFileWriter.Vorbis })
            {
                byte[] bytes = SndFileWriter.Write(format, new Pcm(noise, 1, 44_100));
                byte[] tagged = [.. "ID3"u8, 3, 0, 0, 0, 64, 0, 0, .. new byte[1 << 20], .. bytes];
                File.WriteAllBytes(path, tagged);
                Assert.Equal(AudioFile.Decode(bytes).Pcm.Samples, AudioFile.Read(path).Pcm.Samples);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0x55, SndFileWriter.Mpeg | SndFileWriter.MpegLayer3)]
    [InlineData(0x674F, SndFileWriter.Ogg | SndFileWriter.Vorbis)]
    [InlineData(0x6771, SndFileWriter.Ogg | SndFileWriter.Vorbis)]
    public void CompressedStreamWithinAWavIsTheSameSound(int tag, int format)
    {
        byte[] stream = Write(format);
        byte[] wav = ChunkFileBuilder.Wav(chunks => chunks.Format(tag, 2, 44_100, 16, blockAlign: 1, extra: new byte[10]).Chunk("data", stream));
        var reading = AudioFile.Decode(wav);
        Assert.Equal(AudioContainer.Wav, reading.Format.Container);
        Assert.Equal(AudioFile.Decode(stream).Pcm.Samples, reading.Pcm.Samples);
    }

    [Fact]
    public void TagsAndJunkBeforeAnMp3ArePassedOver()
    {
        byte[] stream = Write(SndFileWriter.Mpeg | SndFileWriter.MpegLayer3);
        float[] expected = AudioFile.Decode(stream).Pcm.Samples;
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 2, 0, .. new byte[256]];
        var junk = new byte[777];
        new Random(5).NextBytes(junk);
        byte[] largeTag = [.. "ID3"u8, 3, 0, 0, 0, 4, 0, 0, .. new byte[65_536]];
        foreach (byte[] head in new[] { tag, junk, largeTag, [.. tag, .. tag], [.. tag, .. new byte[100]] })
        {
            byte[] bytes = [.. head, .. stream];
            Assert.Equal(AudioContainer.Mpeg, AudioFile.Sniff(bytes));
            Assert.Equal(expected, AudioFile.Decode(bytes).Pcm.Samples);
        }

        byte[] withEnd = [.. stream, .. "TAG"u8, .. new byte[125]];
        Assert.Empty(AudioFile.Decode(withEnd).Warnings);
    }

    [Fact]
    public void ATagBeforeFlacIsPassedOver()
    {
        byte[] stream = Write(SndFileWriter.Flac | SndFileWriter.S16);
        byte[] bytes = [.. "ID3"u8, 3, 0, 0, 0, 0, 1, 0, .. new byte[128], .. stream];
        Assert.Equal(AudioContainer.Flac, AudioFile.Sniff(bytes));
        Assert.Equal(AudioFile.Decode(stream).Pcm.Samples, AudioFile.Decode(bytes).Pcm.Samples);
    }

    [Fact]
    public void ALengthThatAFlacHeaderInventsCostsNoMemory()
    {
        byte[] bytes = Write(SndFileWriter.Flac | SndFileWriter.S16);
        // STREAMINFO's 36 bits of total samples end at byte 26 of the file: here 2^36 - 1, or 17 days, and then 9 minutes.
        byte[] endless = [.. bytes];
        endless[21] |= 0x0F;
        endless.AsSpan(22, 4).Fill(0xFF);
        Assert.Equal(AudioErrorCode.TooLong, Assert.Throws<AudioFormatException>(() => AudioFile.Decode(endless)).Code);

        byte[] long9 = [.. bytes];
        long9[22] = 0x01;
        long before = GC.GetAllocatedBytesForCurrentThread();
        AudioReading reading = AudioFile.Decode(long9);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(FrameCount, reading.Pcm.FrameCount);
        Assert.Single(reading.Warnings);
    }

    [Fact]
    public void MoreSoundThanTheLimitIsRefusedWhileDecoding()
    {
        var options = new AudioReadOptions { MaxDuration = TimeSpan.FromSeconds(0.5) };
        foreach (int format in new[] { SndFileWriter.Ogg | SndFileWriter.Vorbis, SndFileWriter.Mpeg | SndFileWriter.MpegLayer3 })
        {
            byte[] bytes = Write(format);
            Assert.Equal(AudioErrorCode.TooLong, Assert.Throws<AudioFormatException>(() => AudioFile.Decode(bytes, options)).Code);
        }
    }

    [Fact]
    public void SilenceThatFlacPacksTightlyIsHeldToTheLimit()
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        byte[] bytes = SndFileWriter.Write(SndFileWriter.Flac | SndFileWriter.S16, new Pcm(new float[8_000 * 601], 1, 8_000));
        Assert.True(bytes.Length < 100_000);
        Assert.Equal(AudioErrorCode.TooLong, Assert.Throws<AudioFormatException>(() => AudioFile.Decode(bytes)).Code);
    }

    [Fact]
    public void AppleLosslessIsRefusedAndNotTried()
    {
        byte[] bytes = Write(SndFileWriter.Caf | SndFileWriter.Alac16);
        Assert.Equal(AudioErrorCode.Unsupported, Assert.Throws<AudioFormatException>(() => AudioFile.Decode(bytes)).Code);
    }

    private static Pcm Original(int format) =>
        TestSounds.Burst(FrameCount, (format & 0x0FFF0000) == SndFileWriter.Svx ? 1 : 2, 48_000);

    private static byte[] Write(int format)
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        return SndFileWriter.Write(format, Original(format));
    }

    private static double SignalToErrorDecibels(Pcm original, Pcm decoded)
    {
        double signal = 0, error = 0;
        for (int i = 0; i < original.Samples.Length; i++)
        {
            double difference = original.Samples[i] - decoded.Samples[i];
            signal += (double)original.Samples[i] * original.Samples[i];
            error += difference * difference;
        }

        return 10 * Math.Log10(signal / Math.Max(error, 1e-30));
    }
}
