namespace DrumAI.Audio;

/// <summary>Reads sound files. The content decides how, never the name.</summary>
public static class AudioFile
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="AudioFormatException">The file cannot be read as sound.</exception>
    public static Pcm Read(string path) => LibSndFile.Decode(File.ReadAllBytes(path));
}
