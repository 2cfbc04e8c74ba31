using System.IO.Compression;
using System.Runtime.InteropServices;

namespace DrumAI.Training.Weights;

/// <summary>
/// Files of PyTorch 1.6 and later: a ZIP archive with a pickled description (<c>data.pkl</c>) and a file of plain numbers for each storage. Of the pickle only what describes
/// weights is understood; nothing in it is ever run.
/// </summary>
internal static class PyTorchFile
{
    /// <summary>Reads every tensor of floating-point numbers; names within names are joined by dots.</summary>
    public static Dictionary<string, WeightTensor> Read(string path)
    {
        using var archive = new ZipArchive(File.OpenRead(path), ZipArchiveMode.Read);
        var description = archive.Entries.FirstOrDefault(e => e.Name == "data.pkl") ?? throw new InvalidDataException("The archive holds no data.pkl: it is no file of PyTorch.");
        string folder = description.FullName[..^"data.pkl".Length];
        if (archive.GetEntry(folder + "byteorder") is { } order && ReadText(order) != "little") throw new InvalidDataException("The file was written with the bytes of numbers in the other order.");
        object? root;
        using (var stream = description.Open()) root = Pickle.Read(stream);
        var tensors = new Dictionary<string, WeightTensor>();
        var storages = new Dictionary<string, float[]>();
        Collect(root, "");
        return tensors.Count > 0 ? tensors : throw new InvalidDataException("The file holds no weights.");

        void Collect(object? value, string name)
        {
            if (value is PickledTensor tensor)
            {
                if (tensor.Storage.ElementSize > 0) tensors[name] = Tensor(tensor);
            }
            else if (value is Dictionary<object, object?> entries)
            {
                foreach (var (key, inner) in entries)
                    if (key is string part) Collect(inner, name.Length == 0 ? part : $"{name}.{part}");
            }
        }

        WeightTensor Tensor(PickledTensor tensor)
        {
            if (!storages.TryGetValue(tensor.Storage.Key, out float[]? storage))
            {
                var entry = archive.GetEntry($"{folder}data/{tensor.Storage.Key}") ?? throw new InvalidDataException($"The storage {tensor.Storage.Key} is missing.");
                storage = storages[tensor.Storage.Key] = Numbers(entry, tensor.Storage);
            }

            int count = WeightTensor.CountOf(tensor.Shape);
            int expected = 1;
            for (int d = tensor.Shape.Length - 1; d >= 0; expected *= tensor.Shape[d--])
                if (tensor.Shape[d] > 1 && tensor.Strides[d] != expected) throw new InvalidDataException("A tensor is a view of another, which is not read here.");
            return tensor.Offset >= 0 && tensor.Offset <= storage.Length - count
                ? new WeightTensor(tensor.Shape, storage[tensor.Offset..(tensor.Offset + count)])
                : throw new InvalidDataException("A tensor reaches outside its storage.");
        }
    }

    private static float[] Numbers(ZipArchiveEntry entry, PickledStorage storage)
    {
        if (entry.Length > int.MaxValue || entry.Length % storage.ElementSize != 0) throw new InvalidDataException($"The storage {storage.Key} is not whole.");
        var bytes = new byte[entry.Length];
        using (var stream = entry.Open()) stream.ReadExactly(bytes);
        return storage.Kind switch
        {
            "FloatStorage" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "DoubleStorage" => [.. MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(d => (float)d)],
            "HalfStorage" => [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(h => (float)h)],
            _ => throw new InvalidDataException($"Numbers of {storage.Kind} are not read here."),
        };
    }

    private static string ReadText(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd().Trim();
    }
}
