using DrumAI.Audio;

namespace DrumAI.Benchmarks;

/// <summary>Sounds of a folder, spread evenly over all that it holds in the order of their paths.</summary>
/// <param name="Paths">Their files.</param>
/// <param name="Sounds">The same, decoded.</param>
internal sealed record SoundSet(string[] Paths, Pcm[] Sounds)
{
    /// <summary>Every n-th sound, so that there are about <paramref name="count"/>.</summary>
    public static SoundSet Read(string folder, int count)
    {
        string[] all = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(AudioFile.HasSoundExtension).Order(StringComparer.Ordinal)];
        int step = Math.Max(1, all.Length / count);
        string[] chosen = [.. all.Where((_, i) => i % step == step / 2)];
        return new SoundSet(chosen, [.. chosen.Select(path => AudioFile.Read(path).Pcm)]);
    }
}
