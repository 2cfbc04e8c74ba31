using System.Buffers.Binary;
using System.Text;

namespace DrumAI.Classification;

/// <summary>
/// A field of a Protocol Buffers message, as it lies in a file: just enough of that format to take a model file apart and to put another together of its pieces.
/// </summary>
/// <param name="Number">The field's number in its message.</param>
/// <param name="Whole">All of it, its tag included.</param>
/// <param name="Value">What it holds, of text, bytes or a message; empty for numbers.</param>
internal readonly record struct ProtobufField(int Number, ReadOnlyMemory<byte> Whole, ReadOnlyMemory<byte> Value)
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    /// <summary>What it holds, as text.</summary>
    public string Text => Encoding.UTF8.GetString(Value.Span);

    /// <summary>The fields of a message, in their order.</summary>
    /// <exception cref="ModelException">These bytes are no message.</exception>
    public static List<ProtobufField> ReadAll(ReadOnlyMemory<byte> message)
    {
        var fields = new List<ProtobufField>();
        for (int at = 0; at < message.Length;)
        {
            int start = at;
            ulong tag = ReadVarint(message.Span, ref at);
            int from = at;
            ulong length = 0;
            switch ((int)(tag & 7))
            {
                case Varint: ReadVarint(message.Span, ref at); break;
                case Fixed64: length = sizeof(ulong); break;
                case Fixed32: length = sizeof(uint); break;
                case Delimited:
                    length = ReadVarint(message.Span, ref at);
                    from = at;
                    break;
                default: throw Damaged();
            }

            if (length > (ulong)(message.Length - at)) throw Damaged();
            at += (int)length;
            fields.Add(new ProtobufField((int)(tag >> 3), message[start..at], (tag & 7) == Delimited ? message[from..at] : default));
        }

        return fields;
    }

    /// <summary>A field of text.</summary>
    public static byte[] Of(int number, string text) => Of(number, Encoding.UTF8.GetBytes(text));

    /// <summary>A field of bytes, or of a message that consists of these fields.</summary>
    public static byte[] Of(int number, params ReadOnlySpan<byte[]> parts)
    {
        int length = 0;
        foreach (byte[] part in parts) length += part.Length;
        var field = new List<byte>(length + 12);
        WriteVarint(field, ((ulong)number << 3) | Delimited);
        WriteVarint(field, (ulong)length);
        foreach (byte[] part in parts) field.AddRange(part);
        return [.. field];
    }

    /// <summary>A field of a whole number.</summary>
    public static byte[] Of(int number, long value)
    {
        var field = new List<byte>(12);
        WriteVarint(field, ((ulong)number << 3) | Varint);
        WriteVarint(field, (ulong)value);
        return [.. field];
    }

    /// <summary>Whole numbers as a tensor's raw data has them.</summary>
    public static byte[] Raw(ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return bytes;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at) => Classification.Varint.TryRead(bytes, ref at, out ulong value) ? value : throw Damaged();

    private static void WriteVarint(List<byte> field, ulong value)
    {
        for (; value >= 0x80; value >>= 7) field.Add((byte)(value | 0x80));
        field.Add((byte)value);
    }

    private static ModelException Damaged() => new("The network is no ONNX file, or a damaged one.");
}
