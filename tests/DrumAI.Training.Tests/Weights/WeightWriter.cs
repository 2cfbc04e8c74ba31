using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using DrumAI.Training.Weights;
using Google.Protobuf;
using PureHDF;

namespace DrumAI.Training.Tests.Weights;

/// <summary>Writes weights in the formats that others publish them in, byte for byte as their programs do where it matters to a reader.</summary>
internal static class WeightWriter
{
    private const int EntriesPerBlock = 3;

    /// <summary>As <c>torch.save(state_dict, path)</c>: protocol 2, an ordered dictionary, each tensor on a storage of its own.</summary>
    public static void PyTorch(string path, IEnumerable<KeyValuePair<string, WeightTensor>> weights)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        var pickle = new List<byte>();
        var storages = new List<float[]>();
        pickle.AddRange([0x80, 2]);
        pickle.AddRange("ccollections\nOrderedDict\nq\0)Rq\x01("u8);
        foreach (var (name, tensor) in weights)
        {
            Text(name);
            pickle.AddRange("ctorch._utils\n_rebuild_tensor_v2\n(("u8);
            Text("storage");
            pickle.AddRange("ctorch\nFloatStorage\n"u8);
            Text($"{storages.Count}");
            Text("cpu");
            Number(tensor.Values.Length);
            pickle.AddRange("tQ"u8);
            Number(0);
            Tuple(tensor.Shape);
            Tuple(Strides(tensor.Shape));
            pickle.AddRange([0x89]);
            pickle.AddRange("ccollections\nOrderedDict\n)RtR"u8);
            storages.Add(tensor.Values);
        }

        pickle.AddRange("u}"u8);
        Text("_metadata");
        pickle.AddRange("Nsb."u8);
        Entry("archive/data.pkl", [.. pickle]);
        Entry("archive/byteorder", "little"u8);
        for (int i = 0; i < storages.Count; i++) Entry($"archive/data/{i}", MemoryMarshal.AsBytes<float>(storages[i]));

        void Entry(string name, ReadOnlySpan<byte> bytes)
        {
            using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(bytes);
        }

        void Text(string text)
        {
            pickle.Add((byte)'X');
            pickle.AddRange(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)));
            pickle.AddRange(Encoding.UTF8.GetBytes(text));
        }

        void Number(int value)
        {
            if (value < 256) pickle.AddRange([(byte)'K', (byte)value]);
            else if (value < 65536) pickle.AddRange([(byte)'M', .. BitConverter.GetBytes((ushort)value)]);
            else pickle.AddRange([(byte)'J', .. BitConverter.GetBytes(value)]);
        }

        void Tuple(int[] values)
        {
            pickle.Add((byte)'(');
            foreach (int value in values) Number(value);
            pickle.Add((byte)'t');
        }
    }

    /// <summary>As Keras: a group a layer, within it the variables by their whole names.</summary>
    public static void Keras(string path, IEnumerable<KeyValuePair<string, WeightTensor>> weights)
    {
        var file = new H5File();
        foreach (var (name, tensor) in weights)
        {
            string[] parts = name.Split('/');
            IDictionary<string, object> group = file;
            foreach (string part in parts[..^1])
            {
                if (!group.TryGetValue(part, out object? inner)) group[part] = inner = new H5Group();
                group = (H5Group)inner;
            }

            group[parts[^1]] = new H5Dataset(tensor.Values, fileDims: [.. tensor.Shape.Select(d => (ulong)d)]);
        }

        file.Write(path);
    }

    /// <summary>TensorFlow's first version: one table, whose first value describes all and whose others hold a tensor each.</summary>
    public static void CheckpointV1(string path, IEnumerable<KeyValuePair<string, WeightTensor>> weights)
    {
        var all = weights.OrderBy(w => w.Key, StringComparer.Ordinal).ToArray();
        var list = new SavedTensorList();
        foreach (var (name, tensor) in all) list.Tensor.Add(new SavedTensorDescription { Name = name, Type = 1, Shape = Shape(tensor) });
        Table(path, [([], new SavedTensors { List = list }.ToByteArray()), .. all.Select(w =>
        {
            var data = new CheckpointTensor { Type = 1, Shape = Shape(w.Value) };
            data.FloatValues.AddRange(w.Value.Values);
            return (Encoding.UTF8.GetBytes("\0\x01" + w.Key), new SavedTensors { Slice = new SavedTensorSlice { Name = w.Key, Data = data } }.ToByteArray());
        })]);
    }

    /// <summary>TensorFlow's second version: an index, and a file of plain numbers.</summary>
    public static void CheckpointV2(string path, IEnumerable<KeyValuePair<string, WeightTensor>> weights)
    {
        using var data = File.Create(path + ".data-00000-of-00001");
        var entries = new List<(byte[], byte[])> { ([], new BundleHeader { ShardCount = 1 }.ToByteArray()) };
        foreach (var (name, tensor) in weights.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            byte[] bytes = MemoryMarshal.AsBytes<float>(tensor.Values).ToArray();
            entries.Add((Encoding.UTF8.GetBytes(name), new BundleEntry
            {
                Type = 1,
                Shape = Shape(tensor),
                Offset = data.Position,
                Size = bytes.Length,
                Checksum = SortedTable.MaskedChecksum(bytes),
            }.ToByteArray()));
            data.Write(bytes);
        }

        Table(path + ".index", entries);
    }

    /// <summary>A table with several blocks, keys sharing their beginnings.</summary>
    private static void Table(string path, List<(byte[] Key, byte[] Value)> entries)
    {
        using var file = File.Create(path);
        var index = new List<(byte[], byte[])>();
        foreach (var chunk in entries.Chunk(EntriesPerBlock)) index.Add((chunk[^1].Key, Handle(WriteBlock(file, chunk))));
        byte[] meta = Handle(WriteBlock(file, [])), root = Handle(WriteBlock(file, [.. index]));
        var footer = new byte[48];
        meta.CopyTo(footer, 0);
        root.CopyTo(footer, meta.Length);
        BitConverter.GetBytes(0xdb4775248b80fb57).CopyTo(footer, 40);
        file.Write(footer);
    }

    private static (long Offset, long Size) WriteBlock(FileStream file, (byte[] Key, byte[] Value)[] entries)
    {
        var block = new List<byte>();
        byte[] last = [];
        foreach (var (key, value) in entries)
        {
            int shared = 0;
            while (shared < Math.Min(last.Length, key.Length) && last[shared] == key[shared]) shared++;
            block.AddRange([.. Varint(shared), .. Varint(key.Length - shared), .. Varint(value.Length), .. key[shared..], .. value]);
            last = key;
        }

        block.AddRange([0, 0, 0, 0, 1, 0, 0, 0]); // one place where sharing starts, and their number
        (long, long) handle = (file.Position, block.Count);
        block.Add(0); // not compressed
        byte[] bytes = [.. block];
        file.Write(bytes);
        file.Write(BitConverter.GetBytes(SortedTable.MaskedChecksum(bytes)));
        return handle;
    }

    private static byte[] Handle((long Offset, long Size) block) => [.. Varint(block.Offset), .. Varint(block.Size)];

    private static List<byte> Varint(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }

    private static int[] Strides(int[] shape)
    {
        int[] strides = new int[shape.Length];
        for (int d = shape.Length - 1, stride = 1; d >= 0; stride *= shape[d--]) strides[d] = stride;
        return strides;
    }

    private static CheckpointShape Shape(WeightTensor tensor)
    {
        var shape = new CheckpointShape();
        shape.Dim.AddRange(tensor.Shape.Select(d => new CheckpointShape.Types.Dimension { Size = d }));
        return shape;
    }
}
