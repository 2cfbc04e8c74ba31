namespace DrumAI.Audio;

/// <summary>Reads sound files. The content decides how, never the name.</summary>
public static class AudioFile
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="AudioFormatException">The file cannot be read as sound.</exception>
    public static AudioReading Read(string path)
    {
        if (!File.Exists(path)) throw new AudioFormatException(AudioErrorCode.NotFound, "There is no such file.");
        return new(LibSndFile.Decode(File.ReadAllBytes(path)), "any", []);
    }

    /// <summary>By the name.</summary>
    public static bool HasSoundExtension(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".wav" or ".flac" or ".aif" or ".aiff" or ".mp3" or ".ogg" or ".opus";

    /// <summary>By the content.</summary>
    public static bool LooksLikeSound(string path)
    {
        using var s = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        return s.ReadAtLeast(head, 4, false) == 4 && (head.SequenceEqual("RIFF"u8) || head.SequenceEqual("fLaC"u8) || head.SequenceEqual("OggS"u8));
    }
}
