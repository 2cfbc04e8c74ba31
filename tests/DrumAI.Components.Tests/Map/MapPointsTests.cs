using System.Buffers.Binary;
using DrumAI.Components.Map;

namespace DrumAI.Components.Tests.Map;

/// <summary>The block of bytes that carries the map. That the browser reads the same is a fact of <c>client/test/points.test.ts</c>, to which <see cref="Patterned"/> is handed.</summary>
public sealed class MapPointsTests
{
    internal static MapPoint[] Patterned { get; } =
        [.. Enumerable.Range(0, 1001).Select(i => new MapPoint(i * 70001 - 5, (float)(i / 7.0 - 50), i == 3 ? float.NaN : (float)((100 - i) / 3.0), (float)(i / 1024.0), (byte)(i % 251), (MapMarks)(i % 16)))];

    [Fact]
    public void APointTakesSixteenBytesBehindAHeaderOfEight()
    {
        byte[] bytes = MapPoints.Write(Patterned);

        Assert.Equal(8 + 16 * 1001, bytes.Length);
        Assert.Equal(1001u, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        Assert.Equal(MapPoints.Version, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)));
        Assert.Equal(70001 - 5, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)));
    }

    [Fact]
    public void NoPointsAreAHeader() => Assert.Equal(8, MapPoints.Write([]).Length);

    [Fact]
    public void ConfidencesBeyondTheirRangeAreHeldWithinIt()
    {
        byte[] bytes = MapPoints.Write([new MapPoint(1, 0, 0, 1.2f, 0, MapMarks.None), new MapPoint(2, 0, 0, -1, 0, MapMarks.None)]);

        Assert.Equal([ushort.MaxValue, (ushort)0], new[] { BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8 + 24)), BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8 + 26)) });
    }
}
