using DrumAI.Features;

namespace DrumAI.Tests.Features;

public sealed unsafe class HopGridTests
{
    private const int Hop = 4, RowCount = 6;

    [Fact]
    public void AmplitudesAHopApartAreNeighbours()
    {
        var grid = new HopGrid(Hop, RowCount);

        grid.Fill([10, 11, 12, 13, 14, 15, 16], lead: 3, offset: 10);

        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, .. new float[12]], Amplitudes(grid));
        Assert.Equal([0, 1, 5, 0, 0, 0], new ReadOnlySpan<float>(grid.First + grid.PlacesOf(0, [0])[0], RowCount).ToArray());
    }

    [Fact]
    public void AShorterSignalLeavesNothingOfALongerOne()
    {
        var grid = new HopGrid(Hop, RowCount);

        grid.Fill([.. Enumerable.Repeat(1f, Hop * RowCount)], lead: 0, offset: 0);
        grid.Fill([5], lead: 5, offset: 0);

        Assert.Equal([0, 0, 0, 0, 0, 5, .. new float[18]], Amplitudes(grid));
    }

    private static float[] Amplitudes(HopGrid grid) =>
        [.. grid.PlacesOf(0, [.. Enumerable.Range(0, Hop * RowCount)]).Select(place => grid.First[place])];
}
