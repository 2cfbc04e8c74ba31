using System.Security;

namespace DrumAI.Audio;

/// <summary>
/// Reads sound files. The content decides how, never the name: WAV and AIFF by readers of our own, everything compressed by libsndfile.
/// </summary>
public static class AudioFile
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".bwf", ".rf64", ".w64", ".aif", ".aiff", ".aifc", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".mp2", ".au", ".snd",
        ".caf", ".8svx", ".m4a", ".aac", ".wma", ".wv", ".ape",
    };

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">A regular file, or a link to one.</param>
    /// <param name="options">Limits; <see cref="AudioReadOptions.Default"/> unless given.</param>
    /// <returns>The sound, at least one frame of it.</returns>
    /// <exception cref="AudioFormatException">The file cannot be read as sound.</exception>
    public static AudioReading Read(string path, AudioReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using ByteSource source = ByteSource.Open(path);
            return Decode(source, options ?? AudioReadOptions.Default);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or OutOfMemoryException)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Reads a sound file that lies in memory; no file is made.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">Limits; <see cref="AudioReadOptions.Default"/> unless given.</param>
    /// <returns>The sound, at least one frame of it.</returns>
    /// <exception cref="AudioFormatException">The bytes cannot be read as sound.</exception>
    public static AudioReading Decode(ReadOnlyMemory<byte> bytes, AudioReadOptions? options = null)
    {
        if (bytes.IsEmpty) throw new AudioFormatException(AudioErrorCode.Empty, "There are no bytes.");
        try
        {
            return Decode(ByteSource.Of(bytes), options ?? AudioReadOptions.Default);
        }
        catch (OutOfMemoryException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Tells the kind of a sound file from its first bytes; 16 KiB are enough, fewer mostly are.</summary>
    public static AudioContainer Sniff(ReadOnlySpan<byte> head) => SoundSniffer.Sniff(head[..Math.Min(head.Length, SoundSniffer.HeadLength)]);

    /// <summary>Whether a file's content looks like sound; false also for what cannot be opened.</summary>
    public static bool LooksLikeSound(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return SoundSniffer.Sniff(ByteSource.ReadHead(path, SoundSniffer.HeadLength)) != AudioContainer.Unknown;
        }
        catch (Exception exception) when (exception is AudioFormatException or IOException or UnauthorizedAccessException or SecurityException)
        {
            return false;
        }
    }

    /// <summary>Whether a name ends like a sound file's; the file need not exist.</summary>
    public static bool HasSoundExtension(string path) => Extensions.Contains(Path.GetExtension(path));

    private static AudioReading Decode(ByteSource source, AudioReadOptions options)
    {
        AudioContainer container = SoundSniffer.Sniff(source, out long start);
        if (start >= source.Length) throw new AudioFormatException(AudioErrorCode.Empty, "The file holds a tag and no sound.");
        if (start > 0) source = source.Slice(start, source.Length - start);
        switch (container)
        {
            case AudioContainer.Unknown:
                throw new AudioFormatException(AudioErrorCode.NotAudio, "The content is no sound that we know.");
            case AudioContainer.Foreign:
                throw new AudioFormatException(
                    AudioErrorCode.Unsupported, "This kind of sound file (M4A, WMA, WavPack, Monkey's Audio) is not read; convert it to WAV or FLAC.");
            case AudioContainer.Wav or AudioContainer.Wave64:
                return WavReader.Read(source, container, options);
            case AudioContainer.Aiff:
                return AiffReader.Read(source, options);
            case AudioContainer.Mpeg:
                // Its length is not in the header, and finding it means reading the whole file; but no bit rate makes it shorter than this.
                options.CheckLength(source.Length * 8 / MpegFrame.MaxBitRate, 1, 1);
                return SndFileDecoder.Read(source, container, options, []);
            default:
                return SndFileDecoder.Read(source, container, options, []);
        }
    }

    private static AudioFormatException Unreadable(Exception cause) =>
        new(AudioErrorCode.Unreadable, $"The file cannot be read: {cause.Message}", cause);
}
