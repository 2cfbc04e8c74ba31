using DrumAI.Audio;
using DrumAI.Tests.Audio;
using DrumAI.Tests.Classification;

namespace DrumAI.Benchmarks;

/// <summary>Short sounds like those of a musician's folders: mono and stereo, common rates, WAV and, where libsndfile is there, FLAC and Ogg Vorbis.</summary>
internal static class ShortFiles
{
    private static readonly int[] SampleRates = [44100, 44100, 44100, 48000, 96000, 22050];

    /// <summary>One sound, the same for the same number.</summary>
    public static Pcm Sound(int number, int sampleRate = 44100, int channelCount = 1)
    {
        var random = new Random(number);
        double seconds = 0.15 + 1.2 * random.NextDouble();
        float[] mono = number % 2 == 0 ? TestSounds.Thump(sampleRate, seconds) : TestSounds.Hiss(sampleRate, seconds);
        float gain = 0.3f + 0.6f * random.NextSingle();
        var samples = new float[mono.Length * channelCount];
        for (int i = 0; i < samples.Length; i++) samples[i] = mono[i / channelCount] * gain;
        return new Pcm(samples, channelCount, sampleRate);
    }

    /// <summary>Fills a folder, a hundred files to a sub-folder.</summary>
    public static void Make(string folder, int count) => Parallel.For(0, count, number =>
    {
        var pcm = Sound(number, SampleRates[number % SampleRates.Length], 1 + number / 3 % 2);
        (byte[] bytes, string extension) = Encode(pcm, number % 10);
        string path = Path.Combine(folder, $"kit {number / 100:000}", $"{number:00000}.{extension}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    });

    /// <summary>Of ten files two are FLAC and one is Ogg Vorbis.</summary>
    private static (byte[] Bytes, string Extension) Encode(Pcm pcm, int kind) => kind switch
    {
        0 or 1 when SndFileWriter.IsAvailable => (SndFileWriter.Write(SndFileWriter.Flac | SndFileWriter.S16, pcm), "flac"),
        2 when SndFileWriter.IsAvailable => (SndFileWriter.Write(SndFileWriter.Ogg | SndFileWriter.Vorbis, pcm), "ogg"),
        _ => (TestSounds.ToWav(pcm), "wav"),
    };
}
