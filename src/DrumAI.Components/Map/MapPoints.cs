using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrumAI.Components.Map;

/// <summary>
/// All points of a map as one block of bytes, which the browser reads without a copy (<c>client/src/map/points.ts</c>): little-endian, a header of
/// two uint32 (number of points n, version), then column after column: n int32 ids, n float32 x, n float32 y, n uint16 confidence (65535 = 1),
/// n bytes class, n bytes of marks. 16 bytes a point.
/// </summary>
public static class MapPoints
{
    /// <summary>Version of the layout; the browser refuses another.</summary>
    public const uint Version = 1;

    /// <summary>What an HTTP answer that carries points is called.</summary>
    public const string ContentType = "application/octet-stream";

    private const int HeaderBytes = 8;
    private const int PointBytes = 16;

    /// <summary>The points in that layout, in the given order: later ones are drawn over earlier ones.</summary>
    public static byte[] Write(ReadOnlySpan<MapPoint> points)
    {
        int n = points.Length;
        byte[] bytes = new byte[HeaderBytes + PointBytes * n];
        var rest = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)n);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[4..], Version);
        rest = rest[HeaderBytes..];
        var ids = Column<int>(ref rest, n);
        var x = Column<float>(ref rest, n);
        var y = Column<float>(ref rest, n);
        var confidences = Column<ushort>(ref rest, n);
        var classes = Column<byte>(ref rest, n);
        var marks = Column<byte>(ref rest, n);
        for (int i = 0; i < n; i++)
        {
            var point = points[i];
            ids[i] = point.Id;
            x[i] = point.X;
            y[i] = point.Y;
            confidences[i] = (ushort)Math.Round(Math.Clamp(point.Confidence, 0d, 1d) * ushort.MaxValue);
            classes[i] = point.Class;
            marks[i] = (byte)point.Marks;
        }
        return bytes;
    }

    private static Span<T> Column<T>(ref Span<byte> rest, int count)
        where T : unmanaged
    {
        // Every system that .NET runs on here is little-endian, as is the layout.
        var column = MemoryMarshal.Cast<byte, T>(rest)[..count];
        rest = rest[(count * Marshal.SizeOf<T>())..];
        return column;
    }
}
