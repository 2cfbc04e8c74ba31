using DrumAI.Audio;
using DrumAI.Tests.Classification;

namespace DrumAI.Catalogues;

/// <summary>Makes a library of short WAV files no two of which are alike: thumps and hisses of a tenth to a third of a second, forty to a folder.</summary>
internal static class LibraryMaker
{
    private const int KitSize = 40;

    public static void Make(string folder, int count) => Parallel.For(0, count, number =>
    {
        var random = new Random(number);
        double seconds = 0.1 + 0.2 * random.NextDouble();
        float[] samples = number % 2 == 0 ? TestSounds.Thump(44100, seconds) : TestSounds.Hiss(44100, seconds);
        float gain = 0.3f + 0.6f * random.NextSingle();
        for (int i = 0; i < samples.Length; i++) samples[i] *= gain;
        // The number itself, as sound that nobody hears: so that no two are the same.
        for (int bit = 0; bit < 24; bit++) samples[^(bit + 1)] = ((number >> bit) & 1) / 1000f;
        string path = Path.Combine(folder, $"kit {number / KitSize:0000}", $"{(number % 2 == 0 ? "kick" : "hat")} {number % KitSize:00}.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, TestSounds.ToWav(new Pcm(samples, 1, 44100)));
    });
}
