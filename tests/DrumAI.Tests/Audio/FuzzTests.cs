using System.Diagnostics;
using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

/// <summary>
/// Damaged files of every format, made from fixed seeds. Reading one gives a sound that holds what <see cref="AudioReading"/> promises, or an
/// <see cref="AudioFormatException"/>; nothing else, and no more memory than the limits allow. <c>DRUMAI_FUZZ</c> sets how many.
/// </summary>
public sealed class FuzzTests
{
    private const int DefaultCount = 24_000;

    /// <summary>Small, so that a limit that does not hold is seen: 30 s, 64 MiB.</summary>
    private static readonly AudioReadOptions Limits = new() { MaxDuration = TimeSpan.FromSeconds(30), MaxDecodedBytes = 64 << 20 };

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("DRUMAI_FUZZ"), out int count) ? count : DefaultCount;

    [Fact]
    public void DamagedFilesOfOurOwnFormatsGiveASoundOrAnAudioFormatException() => Fuzz(OwnFormats(), Count / 2, seed: 11);

    [Fact]
    public void DamagedCompressedFilesGiveASoundOrAnAudioFormatException()
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        Fuzz([.. CompressedFormats(), .. SharedSounds()], Count / 2, seed: 12);
    }

    private static void Fuzz(IReadOnlyList<byte[]> originals, int count, int seed)
    {
        int soundCount = 0;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            byte[] bytes = new SoundMutator(originals, (seed * 1_000_000) + i).Next();
            long allocated = GC.GetAllocatedBytesForCurrentThread(), started = Stopwatch.GetTimestamp();
            try
            {
                Check(AudioFile.Decode(bytes, Limits));
                Interlocked.Increment(ref soundCount);
            }
            catch (AudioFormatException exception)
            {
                Assert.True(exception.Code != AudioErrorCode.Unreadable && exception.Message.EndsWith('.'), $"Mutation {i}: {exception.Code} {exception.Message}");
            }
            catch (Exception exception)
            {
                Assert.Fail($"Mutation {i} of seed {seed}: {exception}");
            }

            // The sound itself, the pooled blocks it went through, and what little a header takes.
            long used = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(used <= (2 * Limits.MaxDecodedBytes) + (1 << 20), $"Mutation {i} of seed {seed} took {used} bytes.");
            // No claim about speed: whatever takes this long hangs.
            Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 20, $"Mutation {i} of seed {seed} hung.");
        });

        // Wounds so deep that little is left to read, or so slight that all is, would try nothing.
        Assert.InRange((double)soundCount / count, 0.3, 0.9);
    }

    private static void Check(AudioReading reading)
    {
        Pcm pcm = reading.Pcm;
        Assert.True(pcm.FrameCount > 0 && pcm.DurationSeconds <= Limits.MaxDuration.TotalSeconds);
        Assert.True((long)pcm.Samples.Length * sizeof(float) <= Limits.MaxDecodedBytes);
        Assert.Equal((pcm.SampleRate, pcm.ChannelCount), (reading.Format.SampleRate, reading.Format.ChannelCount));
        Assert.All(reading.Warnings, warning => Assert.EndsWith(".", warning));
        foreach (float amplitude in pcm.Samples)
        {
            if (!float.IsFinite(amplitude)) Assert.Fail("An amplitude is no finite number.");
        }
    }

    private static List<byte[]> OwnFormats()
    {
        byte[] sound = ChunkFileBuilder.Words(bigEndian: false, [.. TestSounds.Burst(2000).Samples.Select(value => (short)(value * 32767))]);
        byte[] extra = [22, 0, 16, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        List<byte[]> files =
        [
            ChunkFileBuilder.Wav(file => file.Format(1, 2, 44_100, 16).Chunk("data", sound)),
            ChunkFileBuilder.Wav(file => file.Chunk("JUNK", new byte[7]).Format(0xFFFE, 2, 44_100, 16, extra: extra).Chunk("LIST", new byte[9]).Chunk("data", sound)),
            ChunkFileBuilder.Wav(file => file.Format(3, 1, 48_000, 32).Chunk("data", sound)),
            ChunkFileBuilder.Wav(file => file.Format(1, 1, 48_000, 24).Chunk("data", sound)),
            ChunkFileBuilder.Wav(file => file.Format(6, 1, 8_000, 8).Chunk("data", sound)),
            ChunkFileBuilder.Aiff(file => file.Common(2, 1000, 16, 44_100).Sound(sound)),
            ChunkFileBuilder.Aiff(file => file.Sound(sound, offset: 4).Common(1, 999, 32, 96_000, "fl32"), "AIFC"),
            ChunkFileBuilder.Aiff(file => file.Chunk("MARK", new byte[3]).Common(1, 2000, 16, 44_100, "sowt").Sound(sound), "AIFC"),
        ];
        if (!SndFileWriter.IsAvailable) return files;
        foreach (int container in new[] { SndFileWriter.Wav, SndFileWriter.Wavex, SndFileWriter.Rf64, SndFileWriter.W64, SndFileWriter.Aiff })
        {
            foreach (int coding in new[] { SndFileWriter.U8, SndFileWriter.S16, SndFileWriter.S24, SndFileWriter.S32, SndFileWriter.Single, SndFileWriter.Double, SndFileWriter.ALaw, SndFileWriter.MuLaw })
                files.Add(SndFileWriter.Write(container | coding, TestSounds.Burst(1500, 2)));
        }

        return files;
    }

    private static IEnumerable<byte[]> CompressedFormats() =>
        from format in new[]
        {
            SndFileWriter.Flac | SndFileWriter.S16, SndFileWriter.Flac | SndFileWriter.S24, SndFileWriter.Ogg | SndFileWriter.Vorbis,
            SndFileWriter.Ogg | SndFileWriter.Opus, SndFileWriter.Mpeg | SndFileWriter.MpegLayer3, SndFileWriter.Caf | SndFileWriter.S16,
            SndFileWriter.Au | SndFileWriter.Single, SndFileWriter.Wav | SndFileWriter.ImaAdpcm,
            SndFileWriter.Wav | SndFileWriter.MsAdpcm, SndFileWriter.Wav | SndFileWriter.Gsm610, SndFileWriter.Aiff | SndFileWriter.ImaAdpcm,
        }
        from channelCount in new[] { 1, 2 }
        where channelCount == 1 || (format & 0xFFFF) != SndFileWriter.Gsm610
        select SndFileWriter.Write(format, TestSounds.Burst(6000, channelCount, 48_000));

    /// <summary>A few small real files of each extension, where the shared sounds are at hand.</summary>
    private static IEnumerable<byte[]> SharedSounds()
    {
        if (SharedFolder.Root is not { } root || !Directory.Exists(Path.Combine(root, "drums"))) return [];
        return Directory.EnumerateFiles(Path.Combine(root, "drums"), "*", SearchOption.AllDirectories)
            .Where(AudioFile.HasSoundExtension).Order(StringComparer.Ordinal)
            .GroupBy(path => Path.GetExtension(path).ToUpperInvariant())
            .SelectMany(group => group.Where(path => new FileInfo(path).Length < 20_000).Take(6))
            .Select(File.ReadAllBytes);
    }
}
