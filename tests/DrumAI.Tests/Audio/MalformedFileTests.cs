using System.Diagnostics;
using System.Text;
using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class MalformedFileTests : IDisposable
{
    private static readonly byte[] Word = [0, 0x40];

    private readonly string folder = Directory.CreateTempSubdirectory("drumai-").FullName;

    public static TheoryData<string, byte[], AudioErrorCode> Damaged { get; } = new()
    {
        { "no bytes", [], AudioErrorCode.Empty },
        { "one byte", [0xFF], AudioErrorCode.NotAudio },
        { "text", Encoding.ASCII.GetBytes("This is no sound at all, but it is long enough to be looked at."), AudioErrorCode.NotAudio },
        { "text in UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(new string('A', 3000))], AudioErrorCode.NotAudio },
        { "zeros", new byte[100_000], AudioErrorCode.NotAudio },
        { "a picture in RIFF", [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBPVP8 "u8], AudioErrorCode.NotAudio },
        { "RIFF alone", [.. "RIFF"u8], AudioErrorCode.NotAudio },
        { "WAVE without chunks", [.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8], AudioErrorCode.Corrupt },
        { "format without sound", Wav(file => file.Format(1, 1, 44_100, 16)), AudioErrorCode.Empty },
        { "sound of no length", Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", [])), AudioErrorCode.Empty },
        { "no length, then a chunk", Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", []).Chunk("LIST", new byte[8])), AudioErrorCode.Empty },
        { "less than a frame", Wav(file => file.Format(1, 2, 44_100, 16).Chunk("data", Word)), AudioErrorCode.Empty },
        { "sound before format", Wav(file => file.Chunk("data", Word).Format(1, 1, 44_100, 16)), AudioErrorCode.Corrupt },
        { "short format", Wav(file => file.Chunk("fmt ", new byte[10]).Chunk("data", Word)), AudioErrorCode.Corrupt },
        { "no channel", Wav(file => file.Format(1, 0, 44_100, 16).Chunk("data", Word)), AudioErrorCode.Corrupt },
        { "65 channels", Wav(file => file.Format(1, 65, 44_100, 16).Chunk("data", new byte[130])), AudioErrorCode.Unsupported },
        { "rate 0", Wav(file => file.Format(1, 1, 0, 16).Chunk("data", Word)), AudioErrorCode.Corrupt },
        { "rate 384001", Wav(file => file.Format(1, 1, 384_001, 16).Chunk("data", Word)), AudioErrorCode.Corrupt },
        { "negative rate", Wav(file => file.Format(1, 1, -1, 16).Chunk("data", Word)), AudioErrorCode.Corrupt },
        { "64-bit integers", Wav(file => file.Format(1, 1, 44_100, 64).Chunk("data", new byte[8])), AudioErrorCode.Unsupported },
        { "half floats", Wav(file => file.Format(3, 1, 44_100, 16).Chunk("data", Word)), AudioErrorCode.Unsupported },
        { "a header that claims 2.9 GB", Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", Word, 2_900_000_000)), AudioErrorCode.TooLong },
        { "RF64 that claims 5 GB", Rf64(5_000_000_000), AudioErrorCode.TooLong },
        { "RF64 that claims all there is", Rf64(ulong.MaxValue - 1), AudioErrorCode.TooLong },
        { "AIFF without chunks", [.. "FORM"u8, 0, 0, 0, 4, .. "AIFF"u8], AudioErrorCode.Corrupt },
        { "AIFF format alone", Aiff(file => file.Common(1, 1, 16, 44_100)), AudioErrorCode.Empty },
        { "AIFF of no frames", Aiff(file => file.Common(1, 0, 16, 44_100).Sound([])), AudioErrorCode.Empty },
        { "AIFF, rate beyond any", Aiff(file => file.Common(1, 1, 16, 1e12).Sound(Word)), AudioErrorCode.Corrupt },
        { "AIFF, rate below 1", Aiff(file => file.Common(1, 1, 16, 0.1).Sound(Word)), AudioErrorCode.Corrupt },
        { "AIFF, 40 bits", Aiff(file => file.Common(1, 1, 40, 44_100).Sound(new byte[5])), AudioErrorCode.Unsupported },
        { "AIFF, 4 billion frames", Aiff(file => file.Common(1, uint.MaxValue, 16, 44_100).Sound(Word, uint.MaxValue)), AudioErrorCode.TooLong },
        { "M4A", [0, 0, 0, 32, .. "ftypM4A "u8, 0, 0, 0, 0], AudioErrorCode.Unsupported },
        { "a tag and nothing", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 2, 0, 0], AudioErrorCode.Empty },
    };

    public static TheoryData<string, byte[], AudioErrorCode> DamagedForLibSndFile { get; } = new()
    {
        { "WAV of an unknown coding", Wav(file => file.Format(0x9999, 1, 44_100, 16).Chunk("data", Word)), AudioErrorCode.Unsupported },
        { "AIFF-C of an unknown coding", ChunkFileBuilder.Aiff(file => file.Common(1, 1, 16, 44_100, "QDM2").Sound(Word), "AIFC"), AudioErrorCode.Unsupported },
        { "FLAC's magic alone", [.. "fLaC"u8, .. new byte[60]], AudioErrorCode.Corrupt },
        { "Ogg's magic alone", [.. "OggS"u8, .. new byte[60]], AudioErrorCode.Unsupported },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void WhatCannotBeReadHasACodeAndASentence(string what, byte[] bytes, AudioErrorCode code)
    {
        string path = Path.Combine(folder, "kick.wav");
        File.WriteAllBytes(path, bytes);
        foreach (Func<AudioReading> read in new Func<AudioReading>[] { () => AudioFile.Decode(bytes), () => AudioFile.Read(path) })
        {
            var exception = Assert.Throws<AudioFormatException>(() => read());
            Assert.True(exception.Code == code, $"{what}: {exception.Code}, {exception.Message}");
            Assert.EndsWith(".", exception.Message);
        }
    }

    [Theory]
    [MemberData(nameof(DamagedForLibSndFile))]
    public void WhatLibSndFileRefusesHasACodeAndASentence(string what, byte[] bytes, AudioErrorCode code)
    {
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        WhatCannotBeReadHasACodeAndASentence(what, bytes, code);
    }

    [Fact]
    public void PathsThatAreNoFilesHaveTheirOwnCodes()
    {
        Assert.Equal(AudioErrorCode.NotFound, CodeOf(Path.Combine(folder, "none.wav")));
        Assert.Equal(AudioErrorCode.NotFound, CodeOf(Path.Combine(folder, "none", "none.wav")));
        Assert.Equal(AudioErrorCode.IsDirectory, CodeOf(folder));
        Assert.False(AudioFile.LooksLikeSound(folder));
        Assert.False(AudioFile.LooksLikeSound(Path.Combine(folder, "none.wav")));
    }

    [Fact]
    public async Task APipeOrADeviceIsRefusedWithoutWaiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        string pipe = Path.Combine(folder, "pipe.wav"), link = Path.Combine(folder, "link.wav");
        using (var process = Process.Start("mkfifo", [pipe])) await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(link, pipe);
        var patience = TimeSpan.FromSeconds(30);
        foreach (string path in new[] { pipe, link, "/dev/zero", "/dev/null" })
        {
            // Whoever opens a pipe waits for a writer, here for ever.
            Assert.Equal(AudioErrorCode.Empty, await Task.Run(() => CodeOf(path)).WaitAsync(patience, TestContext.Current.CancellationToken));
            Assert.False(await Task.Run(() => AudioFile.LooksLikeSound(path)).WaitAsync(patience, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void ALinkIsFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string path = Path.Combine(folder, "snare.wav"), link = Path.Combine(folder, "link.wav"), broken = Path.Combine(folder, "broken.wav");
        File.WriteAllBytes(path, Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", Word)));
        File.CreateSymbolicLink(link, path);
        File.CreateSymbolicLink(broken, Path.Combine(folder, "gone.wav"));
        Assert.Equal([0.5f], AudioFile.Read(link).Pcm.Samples);
        Assert.Equal(AudioErrorCode.NotFound, CodeOf(broken));
    }

    [Fact]
    public void AFileThatTheSystemRefusesIsUnreadable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "This user may read everything.");
        string path = Path.Combine(folder, "secret.wav");
        File.WriteAllBytes(path, Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", Word)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Equal(AudioErrorCode.Unreadable, CodeOf(path));
    }

    [Fact]
    public void HoursOfSoundAreRefusedInLittleMemory()
    {
        byte[] header = Wav(file => file.Format(1, 2, 44_100, 16).Chunk("data", [], 2_000_000_000));
        string path = Path.Combine(folder, "hours.wav");
        using (FileStream file = File.Create(path))
        {
            file.Write(header);
            file.SetLength(header.Length + 2_000_000_000L);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(AudioErrorCode.TooLong, CodeOf(path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void ManyBytesOfSoundAreRefusedHoweverShort()
    {
        byte[] bytes = Wav(file => file.Format(1, 8, 384_000, 16).Chunk("data", new byte[160_000]));
        var options = new AudioReadOptions { MaxDecodedBytes = 300_000 };
        Assert.Equal(AudioErrorCode.TooLong, Assert.Throws<AudioFormatException>(() => AudioFile.Decode(bytes, options)).Code);
        Assert.Equal(80_000, AudioFile.Decode(bytes).Pcm.Samples.Length);
    }

    [Fact]
    public void ALongFileIsReadInParts()
    {
        float[] amplitudes = TestSounds.Burst(700_001, 2).Samples;
        byte[] bytes = Wav(file => file.Format(3, 2, 44_100, 32).Chunk("data", [.. amplitudes.SelectMany(BitConverter.GetBytes)]));
        string path = Path.Combine(folder, "long.wav");
        File.WriteAllBytes(path, bytes);
        Assert.Equal(amplitudes, AudioFile.Read(path).Pcm.Samples);
    }

    [Fact]
    public void FoldersAreWalkedByContentAndByName()
    {
        string nameless = Path.Combine(folder, "no extension"), text = Path.Combine(folder, "readme.txt");
        File.WriteAllBytes(nameless, Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", Word)));
        File.WriteAllText(text, "no sound");
        Assert.True(AudioFile.LooksLikeSound(nameless));
        Assert.False(AudioFile.LooksLikeSound(text));
        Assert.True(AudioFile.HasSoundExtension("KICK.WAV"));
        Assert.True(AudioFile.HasSoundExtension("a/b.c/kick.flac"));
        Assert.False(AudioFile.HasSoundExtension("wav"));
        Assert.False(AudioFile.HasSoundExtension("notes.txt"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static AudioErrorCode CodeOf(string path) => Assert.Throws<AudioFormatException>(() => AudioFile.Read(path)).Code;

    private static byte[] Wav(Func<ChunkFileBuilder, ChunkFileBuilder> chunks) => ChunkFileBuilder.Wav(chunks);

    private static byte[] Rf64(ulong size) => new ChunkFileBuilder()
        .Chunk("ds64", [.. new byte[8], .. BitConverter.GetBytes(size), .. new byte[12]])
        .Format(1, 1, 44_100, 16).Chunk("data", Word, uint.MaxValue).Build("RF64", "WAVE");

    private static byte[] Aiff(Func<ChunkFileBuilder, ChunkFileBuilder> chunks) => ChunkFileBuilder.Aiff(chunks);
}
