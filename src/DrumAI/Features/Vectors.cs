using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrumAI.Features;

/// <summary>Vectors as they are stored: float32, little-endian, one after the other.</summary>
public static class Vectors
{
    /// <summary>The bytes of a vector.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector)
    {
        if (BitConverter.IsLittleEndian) return MemoryMarshal.AsBytes(vector).ToArray();
        var bytes = new byte[vector.Length * sizeof(float)];
        for (int i = 0; i < vector.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        return bytes;
    }

    /// <summary>The bytes of a vector of doubles, each rounded to float32.</summary>
    public static byte[] ToBytes(ReadOnlySpan<double> vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (int i = 0; i < vector.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), (float)vector[i]);
        return bytes;
    }

    /// <summary>The vector of some bytes.</summary>
    /// <exception cref="ArgumentException">Their number is no multiple of 4.</exception>
    public static float[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % sizeof(float) != 0) throw new ArgumentException($"{bytes.Length} bytes are no vector of float32.", nameof(bytes));
        var vector = new float[bytes.Length / sizeof(float)];
        CopyTo(bytes, vector);
        return vector;
    }

    /// <summary>Reads as many numbers as the destination holds.</summary>
    /// <exception cref="ArgumentException">There are too few bytes.</exception>
    public static void CopyTo(ReadOnlySpan<byte> bytes, Span<float> vector)
    {
        bytes = bytes[..(vector.Length * sizeof(float))];
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(vector));
            return;
        }

        for (int i = 0; i < vector.Length; i++) vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
    }
}
