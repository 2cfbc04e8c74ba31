using System.Runtime.InteropServices;
using System.Text;

namespace DrumAI.Lab.Store;

/// <summary>NumPy's format for one array (version 1.0): a header that tells type and shape, then the numbers, little-endian, row by row.</summary>
internal static class NpyFile
{
    /// <summary>Numbers in front of which the header ends at a multiple of this many bytes.</summary>
    private const int Alignment = 64;

    /// <summary>Writes an array of <see cref="float"/> or <see cref="int"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">All dimensions, the number of rows first.</param>
    /// <param name="values">As many numbers as the shape has room for.</param>
    public static void Write<T>(string path, IReadOnlyList<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        string type = typeof(T) == typeof(float) ? "<f4" : typeof(T) == typeof(int) ? "<i4" : throw new ArgumentException($"{typeof(T)} is not written.", nameof(values));
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Count == 1 ? "," : "")}), }}";
        const int prefix = 10;
        int padded = (prefix + header.Length + 1 + Alignment - 1) / Alignment * Alignment - prefix;
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)(padded & 0xFF), (byte)(padded >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(header.PadRight(padded - 1) + "\n"));
        file.Write(MemoryMarshal.AsBytes(values));
    }
}
