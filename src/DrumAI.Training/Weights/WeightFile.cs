namespace DrumAI.Training.Weights;

/// <summary>Reads the weights of networks that others trained, from the files that they publish them in.</summary>
public static class WeightFile
{
    /// <summary>Reads every tensor of a file, by name.</summary>
    /// <param name="path">A file of PyTorch (<c>.pt</c>, <c>.pth</c>), of Keras (<c>.h5</c>), or a checkpoint of TensorFlow: its one file, or the <c>.index</c> beside its data.</param>
    /// <exception cref="InvalidDataException">It is none of these, damaged, or holds what is not weights.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, WeightTensor> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Span<byte> start = stackalloc byte[8];
        using (var file = File.OpenRead(path)) start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("PK\x03\x04"u8)) return PyTorchFile.Read(path);
        if (start.Length == 8 && start[1..4].SequenceEqual("HDF"u8)) return KerasFile.Read(path);
        if (SortedTable.IsTable(path)) return TensorFlowCheckpoint.Read(path);
        throw new InvalidDataException($"{Path.GetFileName(path)} is no file of PyTorch, Keras or TensorFlow that is known here.");
    }
}
