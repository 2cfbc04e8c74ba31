using System.Buffers.Binary;
using PureHDF;

namespace DrumAI.Training.Weights;

/// <summary>Weights that Keras saved as HDF5: a group a layer, in it a data set a variable, named such as <c>layer1/conv/kernel:0</c>.</summary>
internal static class KerasFile
{
    /// <summary>Reads every data set of 32-bit numbers, by its path within the file.</summary>
    public static Dictionary<string, WeightTensor> Read(string path)
    {
        CheckLength(path);
        try
        {
            using var file = H5File.OpenRead(path);
            var tensors = new Dictionary<string, WeightTensor>();
            Collect(file, "", tensors);
            return tensors;
        }
        catch (Exception error) when (error is not (IOException or InvalidDataException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // The library tells damage by exceptions of many kinds.
            throw new InvalidDataException($"The HDF5 file is damaged, or of a kind that is not read here: {error.Message}", error);
        }
    }

    /// <summary>The superblock says how long the file is; the library does not look.</summary>
    private static void CheckLength(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[48];
        int read = RandomAccess.Read(file, start, 0);
        int place = start[8] < 2 ? 40 : 28;
        if (read < start.Length || BinaryPrimitives.ReadInt64LittleEndian(start[place..]) > RandomAccess.GetLength(file)) throw new InvalidDataException("The HDF5 file ends early.");
    }

    private static void Collect(IH5Group group, string path, Dictionary<string, WeightTensor> tensors)
    {
        foreach (var child in group.Children())
        {
            string name = path.Length == 0 ? child.Name : $"{path}/{child.Name}";
            if (child is IH5Group inner) Collect(inner, name, tensors);
            else if (child is IH5Dataset { Type: { Class: H5DataTypeClass.FloatingPoint, Size: sizeof(float) } } data) tensors[name] = Tensor(data);
        }
    }

    private static WeightTensor Tensor(IH5Dataset data)
    {
        int[] shape = [.. data.Space.Dimensions.Select(d => d <= int.MaxValue ? (int)d : throw new InvalidDataException("A tensor claims a shape that cannot be."))];
        float[] values = shape.Length == 0 ? [data.Read<float>()] : data.Read<float[]>();
        return values.Length == WeightTensor.CountOf(shape) ? new WeightTensor(shape, values) : throw new InvalidDataException("A data set is not whole.");
    }
}
