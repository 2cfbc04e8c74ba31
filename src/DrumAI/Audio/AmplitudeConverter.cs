using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumAI.Audio;

/// <summary>
/// Turns the bytes of uncompressed sound into amplitudes. An integer of n bits is divided by 2^(n-1), so full scale is [-1, 1), as in libsndfile.
/// </summary>
internal static class AmplitudeConverter
{
    /// <summary>
    /// The largest float amplitude that is believed, 180 dB above full scale: beyond it squares and their sums leave the range of a float.
    /// </summary>
    public const float LargestMagnitude = 1e9f;

    private const float IntegerScale = 1f / 2147483648f;

    private static readonly float[] ALawTable = Table(ALaw), MuLawTable = Table(MuLaw);

    /// <summary>Converts as many amplitudes as <paramref name="destination"/> holds.</summary>
    /// <param name="source">Their bytes, one amplitude after the other.</param>
    /// <param name="destination">The amplitudes.</param>
    /// <param name="layout">How they lie in <paramref name="source"/>.</param>
    public static void Convert(ReadOnlySpan<byte> source, Span<float> destination, AmplitudeLayout layout)
    {
        source = source[..(destination.Length * layout.ByteCount)];
        switch (layout.Kind)
        {
            case AmplitudeKind.ALaw: LookUp(source, destination, ALawTable); break;
            case AmplitudeKind.MuLaw: LookUp(source, destination, MuLawTable); break;
            case AmplitudeKind.Float when layout.ByteCount == 4: ConvertSingles(source, destination, layout.IsBigEndian); break;
            case AmplitudeKind.Float: ConvertDoubles(source, destination, layout.IsBigEndian); break;
            default: ConvertIntegers(source, destination, layout); break;
        }
    }

    /// <summary>Replaces amplitudes that are no finite number, or beyond <see cref="LargestMagnitude"/>, by 0; gives how many there were.</summary>
    public static int ReplaceUnusable(Span<float> amplitudes)
    {
        if (amplitudes.IsEmpty || Math.Abs(TensorPrimitives.MaxMagnitude<float>(amplitudes)) <= LargestMagnitude) return 0;
        int count = 0;
        foreach (ref float amplitude in amplitudes)
        {
            if (Math.Abs(amplitude) <= LargestMagnitude) continue;
            amplitude = 0;
            count++;
        }

        return count;
    }

    /// <summary>
    /// Integers of 1 to 4 bytes and either byte order by one kernel: a shuffle puts the bytes of four amplitudes at the top of four 32-bit
    /// lanes, and what is then a full-scale 32-bit integer is converted and scaled. Exact up to 24 bits.
    /// </summary>
    private static void ConvertIntegers(ReadOnlySpan<byte> source, Span<float> destination, AmplitudeLayout layout)
    {
        int width = layout.ByteCount;
        int signFlip = layout.Kind == AmplitudeKind.Unsigned ? int.MinValue : 0;
        int done = 0;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            Vector128<byte> order = LaneOrder(width, layout.IsBigEndian);
            Vector128<int> flip = Vector128.Create(signFlip);
            Vector128<float> scale = Vector128.Create(IntegerScale);
            ref byte first = ref MemoryMarshal.GetReference(source);
            ref float target = ref MemoryMarshal.GetReference(destination);
            for (int last = source.Length - Vector128<byte>.Count, offset = 0; offset <= last && done + 4 <= destination.Length; offset += 4 * width, done += 4)
            {
                Vector128<byte> bytes = Vector128.LoadUnsafe(ref first, (nuint)offset);
                Vector128<int> lanes = Vector128.Shuffle(bytes, order).AsInt32() ^ flip;
                (Vector128.ConvertToSingle(lanes) * scale).StoreUnsafe(ref target, (nuint)done);
            }
        }

        for (; done < destination.Length; done++)
        {
            ReadOnlySpan<byte> bytes = source.Slice(done * width, width);
            int value = 0;
            for (int i = 0; i < width; i++) value |= bytes[layout.IsBigEndian ? i : width - 1 - i] << (24 - (8 * i));
            destination[done] = (value ^ signFlip) * IntegerScale;
        }
    }

    /// <summary>For each byte of four little-endian 32-bit lanes, which source byte goes there; out of range means 0.</summary>
    private static Vector128<byte> LaneOrder(int width, bool bigEndian)
    {
        Span<byte> order = stackalloc byte[16];
        order.Fill(byte.MaxValue);
        for (int lane = 0; lane < 4; lane++)
        {
            for (int i = 0; i < width; i++)
                order[(4 * lane) + 3 - i] = (byte)((lane * width) + (bigEndian ? i : width - 1 - i));
        }

        return Vector128.Create<byte>(order);
    }

    private static void ConvertSingles(ReadOnlySpan<byte> source, Span<float> destination, bool bigEndian)
    {
        source.CopyTo(MemoryMarshal.AsBytes(destination));
        if (bigEndian != BitConverter.IsLittleEndian) return;
        Span<int> bits = MemoryMarshal.Cast<float, int>(destination);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }

    private static void ConvertDoubles(ReadOnlySpan<byte> source, Span<float> destination, bool bigEndian)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> bytes = source.Slice(8 * i, 8);
            destination[i] = (float)(bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes));
        }
    }

    private static void LookUp(ReadOnlySpan<byte> source, Span<float> destination, float[] table)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = table[source[i]];
    }

    private static float[] Table(Func<int, int> decode) => [.. Enumerable.Range(0, 256).Select(code => decode(code) / 32768f)];

    /// <summary>ITU-T G.711, A-law to 16 bits.</summary>
    private static int ALaw(int code)
    {
        code ^= 0x55;
        int segment = (code & 0x70) >> 4;
        int magnitude = ((code & 0x0F) << 4) + 8;
        if (segment > 0) magnitude = (magnitude + 0x100) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    /// <summary>ITU-T G.711, mu-law to 16 bits.</summary>
    private static int MuLaw(int code)
    {
        code = ~code;
        int magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }
}
