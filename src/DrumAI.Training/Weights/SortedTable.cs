using System.Buffers.Binary;
using System.Numerics;
using DrumAI.Classification;

namespace DrumAI.Training.Weights;

/// <summary>
/// A file of sorted keys and values, as LevelDB defined it and TensorFlow uses for its checkpoints: blocks of entries whose keys share their beginnings, an index of
/// blocks, and a footer that says where that is. Every block has a checksum, which is checked.
/// </summary>
internal static class SortedTable
{
    private const ulong Magic = 0xdb4775248b80fb57;
    private const int FooterLength = 48, TrailerLength = 5;

    /// <summary>Whether a file ends as a table does.</summary>
    public static bool IsTable(string path)
    {
        using var file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        if (length < FooterLength) return false;
        Span<byte> end = stackalloc byte[sizeof(ulong)];
        RandomAccess.Read(file, end, length - end.Length);
        return BinaryPrimitives.ReadUInt64LittleEndian(end) == Magic;
    }

    /// <summary>All entries, in the order of their keys.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or compressed.</exception>
    public static IEnumerable<(byte[] Key, byte[] Value)> Read(string path)
    {
        using var file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        if (length < FooterLength) throw Damaged();
        byte[] footer = ReadAt(file, length - FooterLength, FooterLength);
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer.AsSpan(FooterLength - sizeof(ulong))) != Magic) throw Damaged();
        int at = 0;
        _ = (ReadVarint(footer, ref at), ReadVarint(footer, ref at));
        byte[] index = ReadBlock(file, (long)ReadVarint(footer, ref at), (long)ReadVarint(footer, ref at), length);
        foreach (var (_, handle) in Entries(index))
        {
            int place = 0;
            byte[] block = ReadBlock(file, (long)ReadVarint(handle, ref place), (long)ReadVarint(handle, ref place), length);
            foreach (var entry in Entries(block)) yield return entry;
        }
    }

    /// <summary>CRC-32C as it is stored: turned and shifted, so that a checksum of checksums tells something.</summary>
    public static uint MaskedChecksum(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        uint crc = uint.MaxValue;
        foreach (var part in parts)
        {
            var bytes = part.Span;
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            foreach (byte b in bytes) crc = BitOperations.Crc32C(crc, b);
        }

        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xa282ead8;
    }

    private static byte[] ReadBlock(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, long size, long fileLength)
    {
        if (offset < 0 || size < 0 || size > int.MaxValue - TrailerLength || offset > fileLength - size - TrailerLength) throw Damaged();
        byte[] block = ReadAt(file, offset, (int)size + TrailerLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan((int)size + 1)) != MaskedChecksum(block.AsMemory(0, (int)size + 1)))
            throw new InvalidDataException("The checkpoint is damaged: a checksum does not fit.");
        if (block[size] != 0) throw new InvalidDataException("The checkpoint is compressed, which is not read here.");
        return block[..(int)size];
    }

    /// <summary>The entries of a block: each key says how many bytes it shares with the one before. At the end are the places where sharing starts anew, and their number.</summary>
    private static IEnumerable<(byte[] Key, byte[] Value)> Entries(byte[] block)
    {
        if (block.Length < sizeof(uint)) throw Damaged();
        long restarts = BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(block.Length - sizeof(uint)));
        long end = block.Length - (sizeof(uint) * (restarts + 1));
        if (end < 0) throw Damaged();
        byte[] key = [];
        for (int at = 0; at < end;)
        {
            ulong shared = ReadVarint(block, ref at), own = ReadVarint(block, ref at), size = ReadVarint(block, ref at);
            if (shared > (ulong)key.Length || own > (ulong)(end - at) || size > (ulong)(end - at) - own) throw Damaged();
            key = [.. key.AsSpan(0, (int)shared), .. block.AsSpan(at, (int)own)];
            at += (int)own;
            yield return (key, block[at..(at + (int)size)]);
            at += (int)size;
        }
    }

    private static byte[] ReadAt(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, int count)
    {
        var bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int some = RandomAccess.Read(file, bytes.AsSpan(read), offset + read);
            if (some == 0) throw Damaged();
            read += some;
        }

        return bytes;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at) => Varint.TryRead(bytes, ref at, out ulong value) ? value : throw Damaged();

    private static InvalidDataException Damaged() => new("The checkpoint is damaged: it ends early, or points outside itself.");
}
