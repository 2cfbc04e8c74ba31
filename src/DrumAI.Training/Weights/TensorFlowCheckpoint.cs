using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;

namespace DrumAI.Training.Weights;

/// <summary>
/// Checkpoints of TensorFlow, of both versions: a single table whose values hold the tensors (as VGGish is published), or a table <c>NAME.index</c> beside
/// <c>NAME.data-00000-of-00001</c> and its like. Only tensors of 32-bit numbers are read; others, such as counters, are left out.
/// </summary>
internal static class TensorFlowCheckpoint
{
    private const int Float32 = 1;

    /// <summary>Reads every tensor, by name.</summary>
    public static Dictionary<string, WeightTensor> Read(string path)
    {
        try
        {
            return path.EndsWith(".index", StringComparison.Ordinal) ? ReadBundle(path) : ReadSingle(path);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException($"The checkpoint is damaged: {error.Message}", error);
        }
    }

    private static Dictionary<string, WeightTensor> ReadSingle(string path)
    {
        var shapes = new Dictionary<string, int[]>();
        var tensors = new Dictionary<string, WeightTensor>();
        foreach (var (key, value) in SortedTable.Read(path))
        {
            var saved = SavedTensors.Parser.ParseFrom(value);
            if (key.Length == 0)
            {
                if (saved.List is null) throw new InvalidDataException("The checkpoint does not say what it holds.");
                foreach (var described in saved.List.Tensor) shapes[described.Name] = ShapeOf(described.Shape);
                continue;
            }

            if (saved.Slice?.Data is not { } data) throw new InvalidDataException("The checkpoint holds an entry without a tensor.");
            string name = saved.Slice.Name;
            if (data.Type != Float32) continue;
            if (!shapes.TryGetValue(name, out int[]? shape)) throw new InvalidDataException($"The checkpoint does not say what {name} is.");
            float[] values = data.Content.IsEmpty ? [.. data.FloatValues] : MemoryMarshal.Cast<byte, float>(data.Content.Span).ToArray();
            if (values.Length != WeightTensor.CountOf(shape)) throw new InvalidDataException($"{name} is in several parts, which is not read here, or not whole.");
            tensors[name] = new WeightTensor(shape, values);
        }

        return tensors;
    }

    private static Dictionary<string, WeightTensor> ReadBundle(string path)
    {
        var tensors = new Dictionary<string, WeightTensor>();
        BundleHeader? header = null;
        foreach (var (key, value) in SortedTable.Read(path))
        {
            if (key.Length == 0)
            {
                header = BundleHeader.Parser.ParseFrom(value);
                if (header.Endianness != 0) throw new InvalidDataException("The checkpoint was written with the bytes of numbers in the other order.");
                continue;
            }

            if (header is null) throw new InvalidDataException("The checkpoint does not say what it holds.");
            var entry = BundleEntry.Parser.ParseFrom(value);
            if (entry.Type == Float32) tensors[Encoding.UTF8.GetString(key)] = ReadEntry(path, header, entry);
        }

        return tensors;
    }

    private static WeightTensor ReadEntry(string index, BundleHeader header, BundleEntry entry)
    {
        int[] shape = ShapeOf(entry.Shape);
        int count = WeightTensor.CountOf(shape);
        string data = $"{index[..^".index".Length]}.data-{entry.Shard:00000}-of-{header.ShardCount:00000}";
        using var file = File.OpenHandle(data);
        if (entry.Size != (long)count * sizeof(float) || entry.Offset < 0 || entry.Offset > RandomAccess.GetLength(file) - entry.Size)
            throw new InvalidDataException("The checkpoint's data is shorter than its index says.");
        var values = new float[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        for (int read = 0; read < bytes.Length;)
        {
            int some = RandomAccess.Read(file, bytes[read..], entry.Offset + read);
            if (some == 0) throw new InvalidDataException("The checkpoint's data ends early.");
            read += some;
        }

        if (entry.Checksum != SortedTable.MaskedChecksum(bytes.ToArray())) throw new InvalidDataException("The checkpoint's data is damaged: a checksum does not fit.");
        return new WeightTensor(shape, values);
    }

    private static int[] ShapeOf(CheckpointShape? shape) =>
        [.. (shape?.Dim ?? []).Select(d => d.Size is >= 0 and <= int.MaxValue ? (int)d.Size : throw new InvalidDataException("A tensor claims a shape that cannot be."))];
}
