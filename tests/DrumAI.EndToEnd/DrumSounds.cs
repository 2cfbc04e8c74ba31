using DrumAI.Audio;

namespace DrumAI.EndToEnd;

/// <summary>A folder of made-up drums: deep thumps and high hisses, no two alike, and one AIFF that browsers do not play.</summary>
public sealed class DrumSounds : IDisposable
{
    public DrumSounds(int count)
    {
        for (int i = 0; i < count; i++)
        {
            double seconds = 0.12 + 0.01 * i;
            var (name, samples) = i % 2 == 0 ? ("thump", TestSounds.Thump(seconds: seconds)) : ("hiss", TestSounds.Hiss(seconds: seconds));
            string folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, $"kit {i / 10}")).FullName;
            File.WriteAllBytes(System.IO.Path.Combine(folder, $"{name} {i:00}.wav"), TestSounds.ToWav(new Pcm(samples, 1, 44100)));
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("drumai-sounds-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
