using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace DrumAI.Tests.Classification;

/// <summary>Writes a small ONNX graph, in the format's own bytes (protocol buffers), so that tests run a real network.</summary>
internal sealed class OnnxGraphBuilder
{
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private readonly ArrayBufferWriter<byte> graph = new();

    /// <summary>An input of float32, its first dimension free.</summary>
    public OnnxGraphBuilder Input(string name, params int[] shape) => ValueInfo(11, name, shape);

    /// <summary>An output of float32, its first dimension free.</summary>
    public OnnxGraphBuilder Output(string name, params int[] shape) => ValueInfo(12, name, shape);

    /// <summary>A constant of float32.</summary>
    public OnnxGraphBuilder Constant(string name, float[] values, params int[] shape) =>
        Tensor(name, FloatType, MemoryMarshal.AsBytes<float>(values), shape);

    /// <summary>A constant of int64.</summary>
    public OnnxGraphBuilder Constant(string name, long[] values, params int[] shape) =>
        Tensor(name, Int64Type, MemoryMarshal.AsBytes<long>(values), shape);

    /// <summary>An operation, with attributes that are whole numbers.</summary>
    public OnnxGraphBuilder Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new ArrayBufferWriter<byte>();
        foreach (string input in inputs) Text(node, 1, input);
        Text(node, 2, output);
        Text(node, 4, operation);
        foreach (var (name, value) in attributes)
        {
            var attribute = new ArrayBufferWriter<byte>();
            Text(attribute, 1, name);
            Number(attribute, 3, value);
            Number(attribute, 20, 2);
            Bytes(node, 5, attribute.WrittenSpan);
        }

        Bytes(graph, 1, node.WrittenSpan);
        return this;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToModel()
    {
        Text(graph, 2, "test");
        var opset = new ArrayBufferWriter<byte>();
        Text(opset, 1, "");
        Number(opset, 2, 18);
        var model = new ArrayBufferWriter<byte>();
        Number(model, 1, 9);
        Bytes(model, 8, opset.WrittenSpan);
        Bytes(model, 7, graph.WrittenSpan);
        return model.WrittenSpan.ToArray();
    }

    private OnnxGraphBuilder Tensor(string name, int type, ReadOnlySpan<byte> values, int[] shape)
    {
        var tensor = new ArrayBufferWriter<byte>();
        foreach (int dimension in shape) Number(tensor, 1, dimension);
        Number(tensor, 2, type);
        Text(tensor, 8, name);
        Bytes(tensor, 9, values);
        Bytes(graph, 5, tensor.WrittenSpan);
        return this;
    }

    private OnnxGraphBuilder ValueInfo(int field, string name, int[] shape)
    {
        var dimensions = new ArrayBufferWriter<byte>();
        var free = new ArrayBufferWriter<byte>();
        Text(free, 2, "N");
        Bytes(dimensions, 1, free.WrittenSpan);
        foreach (int length in shape)
        {
            var dimension = new ArrayBufferWriter<byte>();
            Number(dimension, 1, length);
            Bytes(dimensions, 1, dimension.WrittenSpan);
        }

        var tensorType = new ArrayBufferWriter<byte>();
        Number(tensorType, 1, FloatType);
        Bytes(tensorType, 2, dimensions.WrittenSpan);
        var type = new ArrayBufferWriter<byte>();
        Bytes(type, 1, tensorType.WrittenSpan);
        var info = new ArrayBufferWriter<byte>();
        Text(info, 1, name);
        Bytes(info, 2, type.WrittenSpan);
        Bytes(graph, field, info.WrittenSpan);
        return this;
    }

    private static void Number(ArrayBufferWriter<byte> buffer, int field, long value)
    {
        Varint(buffer, (ulong)field << 3);
        Varint(buffer, (ulong)value);
    }

    private static void Text(ArrayBufferWriter<byte> buffer, int field, string value) => Bytes(buffer, field, Encoding.UTF8.GetBytes(value));

    private static void Bytes(ArrayBufferWriter<byte> buffer, int field, ReadOnlySpan<byte> value)
    {
        Varint(buffer, (ulong)field << 3 | 2);
        Varint(buffer, (ulong)value.Length);
        buffer.Write(value);
    }

    private static void Varint(ArrayBufferWriter<byte> buffer, ulong value)
    {
        for (; value > 0x7f; value >>= 7) Byte(buffer, (byte)(value | 0x80));
        Byte(buffer, (byte)value);
    }

    private static void Byte(ArrayBufferWriter<byte> buffer, byte value) => buffer.Write([value]);
}
