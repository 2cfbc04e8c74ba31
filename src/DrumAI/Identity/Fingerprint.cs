using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace DrumAI.Identity;

/// <summary>
/// 256 bits that tell whether two files hold the same sound, whatever their level, leading silence, rate or codec. Copies of a sound differ in a
/// few bits: compare by <see cref="DistanceTo"/> or <see cref="RelationTo"/>, not by equality. <see cref="Fingerprinter"/> makes them.
/// </summary>
/// <param name="Word0">Bits 0 to 63, bit 0 lowest.</param>
/// <param name="Word1">Bits 64 to 127.</param>
/// <param name="Word2">Bits 128 to 191.</param>
/// <param name="Word3">Bits 192 to 255.</param>
public readonly record struct Fingerprint(ulong Word0, ulong Word1, ulong Word2, ulong Word3)
{
    /// <summary>Number of bits.</summary>
    public const int BitCount = 256;

    /// <summary>Number of bytes that the bits fill.</summary>
    public const int ByteCount = BitCount / 8;

    /// <summary>
    /// At most this many differing bits: <see cref="SoundRelation.Same"/>. The smallest distance at which 99 % of copies find their original whatever was done to
    /// them; <c>docs/benchmarks/fingerprint.md</c> says how many different sounds it takes for one.
    /// </summary>
    public const int SameDistance = 15;

    /// <summary>At most this many differing bits: <see cref="SoundRelation.Near"/>.</summary>
    public const int NearDistance = 32;

    /// <summary>The bits in 64 lower-case hexadecimal digits: 32 bytes, bit n being bit n % 8 (0 lowest) of byte n / 8.</summary>
    public string Bits => Convert.ToHexStringLower(ToBytes());

    /// <summary>SHA-256 of the 32 bytes of <see cref="Bits"/>, in lower-case hex. One differing bit makes another hash.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>Reads what <see cref="Bits"/> wrote; upper case is understood.</summary>
    /// <exception cref="FormatException">These are not 64 hexadecimal digits.</exception>
    public static Fingerprint Parse(string bits) =>
        TryParse(bits, out var fingerprint) ? fingerprint : throw new FormatException($"A fingerprint has {2 * ByteCount} hexadecimal digits.");

    /// <summary>Reads what <see cref="Bits"/> wrote, if it is that.</summary>
    public static bool TryParse(string? bits, out Fingerprint fingerprint)
    {
        fingerprint = default;
        if (bits?.Length != 2 * ByteCount) return false;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (Convert.FromHexString(bits, bytes, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        fingerprint = FromBytes(bytes);
        return true;
    }

    /// <summary>Reads the 32 bytes that <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Fingerprint FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount) throw new ArgumentException($"A fingerprint has {ByteCount} bytes, not {bytes.Length}.", nameof(bytes));
        return new Fingerprint(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
    }

    /// <summary>The bits in 32 bytes, for storage.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[ByteCount];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Word0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Word1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Word2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Word3);
        return bytes;
    }

    /// <summary>Hamming distance: the number of differing bits, 0 to 256.</summary>
    public int DistanceTo(Fingerprint other) =>
        BitOperations.PopCount(Word0 ^ other.Word0) + BitOperations.PopCount(Word1 ^ other.Word1)
        + BitOperations.PopCount(Word2 ^ other.Word2) + BitOperations.PopCount(Word3 ^ other.Word3);

    /// <summary>What the distance says about the two sounds.</summary>
    public SoundRelation RelationTo(Fingerprint other) => DistanceTo(other) switch
    {
        <= SameDistance => SoundRelation.Same,
        <= NearDistance => SoundRelation.Near,
        _ => SoundRelation.Different,
    };
}
