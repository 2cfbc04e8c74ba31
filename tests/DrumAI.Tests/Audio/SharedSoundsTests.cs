using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class SharedSoundsTests
{
    /// <summary>One pass over all the sounds serves several facts.</summary>
    private static readonly Lazy<IReadOnlyList<(string Path, string? Complaint, SoundKind Kind)>> Readings = new(ReadAll);

    [Fact]
    public void EverySharedSoundReadsWithoutWarning()
    {
        SharedFolder.Require("drums");
        Assert.True(Readings.Value.Count > 7000, $"Only {Readings.Value.Count} sounds.");
        Assert.Empty(Readings.Value.Where(reading => reading.Complaint is not null).Select(reading => $"{reading.Path}: {reading.Complaint}"));
    }

    [Fact]
    public void FewerThanOneInTwoHundredSharedOneShotsIsTakenForALoop()
    {
        SharedFolder.Require("drums");
        string[] loops = [.. Readings.Value.Where(reading => reading.Kind == SoundKind.Loop).Select(reading => reading.Path)];
        Assert.True(loops.Length < Readings.Value.Count / 200, string.Join('\n', loops));
    }

    [Fact]
    public void OurReadersAgreeWithLibSndFileToTheBit()
    {
        string folder = SharedFolder.Require("drums");
        Assert.SkipUnless(SndFileWriter.IsAvailable, "libsndfile is not installed.");
        int count = 0;
        foreach (string path in Sounds(folder))
        {
            byte[] bytes = File.ReadAllBytes(path);
            AudioContainer container = AudioFile.Sniff(bytes);
            if (container is not (AudioContainer.Wav or AudioContainer.Aiff)) continue;
            count++;
            Pcm ours = AudioFile.Decode(bytes).Pcm;
            Pcm theirs = SndFileDecoder.Read(ByteSource.Of(bytes), container, AudioReadOptions.Default, []).Pcm;
            Assert.Equal((theirs.SampleRate, theirs.ChannelCount, theirs.FrameCount), (ours.SampleRate, ours.ChannelCount, ours.FrameCount));
            Assert.True(theirs.Samples.AsSpan().SequenceEqual(ours.Samples), path);
        }

        Assert.True(count > 600, $"Only {count} files.");
    }

    private static IReadOnlyList<(string Path, string? Complaint, SoundKind Kind)> ReadAll() =>
        [.. Sounds(SharedFolder.Require("drums")).AsParallel().AsOrdered().Select(path =>
        {
            try
            {
                AudioReading reading = AudioFile.Read(path);
                string? complaint = reading.Warnings.Count == 0 ? null : string.Join(' ', reading.Warnings);
                return (path, complaint, LoopDetector.Detect(reading.Pcm.ToMono(), reading.Pcm.SampleRate));
            }
            catch (AudioFormatException exception)
            {
                return (path, (string?)$"{exception.Code} {exception.Message}", SoundKind.OneShot);
            }
        })];

    private static IEnumerable<string> Sounds(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(AudioFile.HasSoundExtension).Order(StringComparer.Ordinal);
}
