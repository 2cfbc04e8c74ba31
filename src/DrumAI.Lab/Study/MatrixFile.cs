using System.Runtime.InteropServices;

namespace DrumAI.Lab.Study;

/// <summary>Rows of numbers of equal length in a file, one after the other.</summary>
internal static class MatrixFile
{
    /// <summary>Writes a file; one that is cut off while writing is not there.</summary>
    public static void Write(string path, float[][] rows)
    {
        using (var file = File.Create(path + ".part"))
            foreach (float[] row in rows) file.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It does not hold so many rows of such length.</exception>
    public static float[][] Read(string path, int count, int length)
    {
        using var file = File.OpenRead(path);
        if (file.Length != (long)count * length * sizeof(float)) throw new InvalidDataException($"{path} does not hold {count} rows of {length} numbers; delete it.");
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new float[length];
            file.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
            return row;
        })];
    }
}
