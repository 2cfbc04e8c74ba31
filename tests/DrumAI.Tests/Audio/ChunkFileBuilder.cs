using System.Buffers.Binary;
using System.Text;

namespace DrumAI.Tests.Audio;

/// <summary>Builds WAVE and AIFF files byte by byte, wrong ones too.</summary>
internal sealed class ChunkFileBuilder(bool bigEndian = false)
{
    private readonly List<byte> body = [];

    public static byte[] Wav(Func<ChunkFileBuilder, ChunkFileBuilder> chunks) => chunks(new ChunkFileBuilder()).Build("RIFF", "WAVE");

    public static byte[] Aiff(Func<ChunkFileBuilder, ChunkFileBuilder> chunks, string form = "AIFF") =>
        chunks(new ChunkFileBuilder(bigEndian: true)).Build("FORM", form);

    /// <summary>A chunk with its true size, unless another is named, and the padding byte, unless it is left out.</summary>
    public ChunkFileBuilder Chunk(string name, byte[] content, uint? size = null, bool pad = true)
    {
        body.AddRange(Encoding.ASCII.GetBytes(name));
        body.AddRange(Number(size ?? (uint)content.Length));
        body.AddRange(content);
        if (pad && content.Length % 2 == 1) body.Add(0);
        return this;
    }

    /// <summary>WAVE's format chunk; <paramref name="extra"/> follows its 16 bytes.</summary>
    public ChunkFileBuilder Format(int tag, int channelCount, int sampleRate, int bits, int? blockAlign = null, byte[]? extra = null)
    {
        int align = blockAlign ?? channelCount * ((bits + 7) / 8);
        return Chunk("fmt ",
        [
            .. Number((ushort)tag), .. Number((ushort)channelCount), .. Number((uint)sampleRate),
            .. Number((uint)(sampleRate * align)), .. Number((ushort)align), .. Number((ushort)bits), .. extra ?? [],
        ]);
    }

    /// <summary>AIFF's format chunk.</summary>
    public ChunkFileBuilder Common(int channelCount, uint frameCount, int bits, double sampleRate, string? coding = null) => Chunk("COMM",
    [
        .. Number((ushort)channelCount), .. Number(frameCount), .. Number((ushort)bits), .. Extended(sampleRate),
        .. coding is null ? [] : (byte[])[.. Encoding.ASCII.GetBytes(coding), 0, 0],
    ]);

    /// <summary>AIFF's sound chunk.</summary>
    public ChunkFileBuilder Sound(byte[] content, uint? size = null, uint offset = 0, bool pad = true) =>
        Chunk("SSND", [.. Number(offset), 0, 0, 0, 0, .. content], size, pad);

    public byte[] Build(string magic, string form) =>
        [.. Encoding.ASCII.GetBytes(magic), .. Number((uint)body.Count + 4), .. Encoding.ASCII.GetBytes(form), .. body];

    /// <summary>Amplitudes as 16-bit integers in this file's byte order.</summary>
    public static byte[] Words(bool bigEndian, params short[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (bigEndian) BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(2 * i), values[i]);
            else BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
        }

        return bytes;
    }

    private byte[] Number(uint value)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private byte[] Number(ushort value)
    {
        var bytes = new byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>A positive number as 80-bit IEEE 754.</summary>
    private static byte[] Extended(double value)
    {
        var bytes = new byte[10];
        int exponent = Math.ILogB(value);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(exponent + 16383));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), (ulong)Math.ScaleB(value, 63 - exponent));
        return bytes;
    }
}
