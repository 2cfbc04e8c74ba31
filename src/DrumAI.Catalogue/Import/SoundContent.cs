using System.Security.Cryptography;
using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Catalogue.Import;

/// <summary>The content of a file: its hash first, its sound when that is asked for. A short file is read from disk once for both.</summary>
internal sealed class SoundContent
{
    /// <summary>Files up to this many bytes are read whole.</summary>
    private const long WholeLength = 4 << 20;

    private readonly string path;
    private readonly byte[]? bytes;

    private SoundContent(string path, byte[]? bytes, byte[] hash) => (this.path, this.bytes, Hash) = (path, bytes, hash);

    /// <summary>SHA-256 of all bytes.</summary>
    public byte[] Hash { get; }

    /// <summary>Reads a file and hashes it.</summary>
    /// <exception cref="AudioFormatException">It is no regular file, or holds nothing.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SoundContent Read(string path)
    {
        var stamp = FileStamp.Of(path);
        // What is no regular file has no length; the reader of sounds knows what to say about it, and opens no pipe.
        if (stamp.Size <= 0) AudioFile.Read(path);
        if (stamp.Size > WholeLength) return new SoundContent(path, bytes: null, Convert.FromHexString(ContentHash.OfFile(path)));
        byte[] bytes = File.ReadAllBytes(path);
        return new SoundContent(path, bytes, SHA256.HashData(bytes));
    }

    /// <summary>The sound.</summary>
    /// <exception cref="AudioFormatException">The content cannot be read as sound.</exception>
    public AudioReading Decode() => bytes is null ? AudioFile.Read(path) : AudioFile.Decode(bytes);
}
