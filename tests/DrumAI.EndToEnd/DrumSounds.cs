using DrumAI.Audio;
using DrumAI.Tests.Audio;

namespace DrumAI.EndToEnd;

/// <summary>A folder of made-up drums: deep thumps and high hisses, no two alike, and one AIFF, which browsers do not play as it is.</summary>
public sealed class DrumSounds : IDisposable
{
    /// <param name="count">How many, the AIFF aside.</param>
    public DrumSounds(int count)
    {
        for (int i = 0; i < count; i++) Add(i);
        short[] click = [.. Enumerable.Range(0, 3000).Select(t => (short)(20000 * Math.Exp(-t / 200.0) * Math.Sin(t / 5.0)))];
        File.WriteAllBytes(
            System.IO.Path.Combine(Path, "click.aif"), ChunkFileBuilder.Aiff(c => c.Common(1, (uint)click.Length, 16, 44100).Sound(ChunkFileBuilder.Words(bigEndian: true, click))));
    }

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("drumai-sounds-").FullName;

    /// <summary>Adds one more: even numbers thump, odd ones hiss.</summary>
    public void Add(int number)
    {
        double seconds = 0.12 + 0.01 * number;
        var (name, samples) = number % 2 == 0 ? ("thump", TestSounds.Thump(seconds: seconds)) : ("hiss", TestSounds.Hiss(seconds: seconds));
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, $"kit {number / 10}")).FullName;
        File.WriteAllBytes(System.IO.Path.Combine(folder, $"{name} {number:00}.wav"), TestSounds.ToWav(new Pcm(samples, 1, 44100)));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
