using System.Buffers.Binary;
using System.Net;

namespace DrumAI.Studio.Tests.Map;

public sealed class MapEndpointsTests(RunningStudio studio) : IClassFixture<RunningStudio>
{
    [Fact]
    public async Task EverySoundHasAPointAmongTheMeasures()
    {
        byte[] points = await studio.Client.GetByteArrayAsync("/map/axes/length/level", TestContext.Current.CancellationToken);

        Assert.Equal(studio.Ids.Count, BinaryPrimitives.ReadInt32LittleEndian(points));
        int[] ids = [.. Enumerable.Range(0, studio.Ids.Count).Select(i => BinaryPrimitives.ReadInt32LittleEndian(points.AsSpan(8 + 4 * i)))];
        Assert.Equal(studio.Ids.Values.Order(), ids.Select(i => (long)i).Order());
        float[] lengths = [.. Enumerable.Range(0, ids.Length).Select(i => BinaryPrimitives.ReadSingleLittleEndian(points.AsSpan(8 + 4 * (ids.Length + i))))];
        Assert.Equal(0.3f, lengths[Array.IndexOf(ids, (int)studio.Ids["thump"])], 3);
    }

    [Theory]
    [InlineData("/map/axes/path/length")]
    [InlineData("/map/axes/length/nonsense")]
    [InlineData("/map/axes/length")]
    public async Task WhatIsNoMeasureIsNotFound(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
}
