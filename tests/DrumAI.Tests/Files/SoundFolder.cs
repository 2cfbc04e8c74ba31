using DrumAI.Audio;

namespace DrumAI.Tests.Files;

/// <summary>A temporary folder of sounds made on the spot.</summary>
internal sealed class SoundFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("drumai-sounds-").FullName;

    public string Thump(string name, double seconds = 0.3) => Write(name, Classification.TestSounds.ToWav(new Pcm(Classification.TestSounds.Thump(seconds: seconds), 1, 44100)));

    public string Hiss(string name, double seconds = 0.2) => Write(name, Classification.TestSounds.ToWav(new Pcm(Classification.TestSounds.Hiss(seconds: seconds), 1, 44100)));

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = Of(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The whole path of a name in the folder.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A link to another entry of the folder, or to anywhere; false where the system allows none.</summary>
    public bool Link(string name, string target)
    {
        try
        {
            File.CreateSymbolicLink(Of(name), target);
            return true;
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
