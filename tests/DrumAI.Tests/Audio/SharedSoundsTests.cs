using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class SharedSoundsTests
{
    [Fact]
    public void EverySharedSoundReadsWithoutWarning()
    {
        string folder = SharedFolder.Require("drums");
        var complaints = new List<string>();
        int count = 0;
        foreach (string path in Sounds(folder))
        {
            count++;
            try
            {
                AudioReading reading = AudioFile.Read(path);
                if (reading.Warnings.Count > 0) complaints.Add($"{path}: {string.Join(' ', reading.Warnings)}");
            }
            catch (AudioFormatException exception)
            {
                complaints.Add($"{path}: {exception.Code} {exception.Message}");
            }
        }

        Assert.True(count > 7000, $"Only {count} sounds.");
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
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

    private static IEnumerable<string> Sounds(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(AudioFile.HasSoundExtension).Order(StringComparer.Ordinal);
}
