using System.Buffers.Binary;
using System.Text;

namespace DrumAI.Audio;

/// <summary>
/// Walks over the chunks of a file. It trusts no size: a chunk that runs past the end is the last one, and where a writer forgot the
/// padding byte after an odd chunk the walk finds the next one all the same.
/// </summary>
internal struct ChunkWalker(ByteSource source, ChunkStyle style, long start)
{
    private readonly int headerLength = style == ChunkStyle.Wave64 ? 24 : 8;
    private long position = start;

    /// <summary>Steps to the next chunk; false where no sensible header follows.</summary>
    public bool TryNext(out Chunk chunk)
    {
        chunk = default;
        Span<byte> header = stackalloc byte[24];
        header = header[..headerLength];
        if (source.Read(position, header) < headerLength || !IsName(header[..4])) return false;
        ulong size = style switch
        {
            ChunkStyle.LittleEndian => BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
            ChunkStyle.BigEndian => BinaryPrimitives.ReadUInt32BigEndian(header[4..]),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(header[16..]) is var whole && whole >= 24 ? whole - 24 : 0,
        };
        chunk = new Chunk(Encoding.ASCII.GetString(header[..4]), position + headerLength, size);
        position = After(chunk);
        return true;
    }

    /// <summary>Whether something like a chunk header stands at an offset.</summary>
    public readonly bool HasChunkAt(long offset)
    {
        Span<byte> name = stackalloc byte[4];
        return source.Read(offset, name) == 4 && IsName(name);
    }

    /// <summary>Goes on from a chunk with this name that lies anywhere in the next 64 KiB; false where none does.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, long from)
    {
        byte[] scratch = new byte[(int)Math.Min(1 << 16, Math.Max(0, source.Length - from))];
        int index = source.Window(from, scratch).IndexOf(name);
        if (index < 0) return false;
        position = from + index;
        return true;
    }

    private readonly long After(Chunk chunk)
    {
        if (chunk.Size > (ulong)(source.Length - chunk.Body)) return source.Length;
        long end = chunk.Body + (long)chunk.Size;
        if (style == ChunkStyle.Wave64) return (end + 7) & ~7L;
        return (end & 1) == 0 || (!HasChunkAt(end + 1) && HasChunkAt(end)) ? end : end + 1;
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (byte character in name)
        {
            if (character is < 0x20 or > 0x7E) return false;
        }

        return true;
    }
}
