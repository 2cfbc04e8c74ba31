using System.Numerics;
using DrumAI.Features;

namespace DrumAI.Tests.Features;

/// <summary>The vectorised transform is the transform, at every width of vector, of frames that begin anywhere in the grid.</summary>
public sealed unsafe class LaneFftTests
{
    private const int Hop = 32;

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(512)]
    [InlineData(2048)]
    public void EveryLaneEqualsTheDefinition(int size)
    {
        CompareWithTheDefinition<Lanes512>(size);
        CompareWithTheDefinition<LanesAny>(size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(48)]
    [InlineData(64)]
    public void SizeMustBeTwiceAPowerOfFour(int size) => Assert.Throws<ArgumentException>(() => new LaneFft<LanesAny>(new float[size]));

    private static void CompareWithTheDefinition<TLanes>(int size)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int start = 2 * Hop + 6, firstRow = 3;
        var random = new Random(5);
        var signal = Enumerable.Range(0, (firstRow + TLanes.Count) * Hop + start + size).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var window = Enumerable.Range(0, size).Select(i => 0.5f + i / (2f * size)).ToArray();
        var grid = new HopGrid(Hop, signal.Length / Hop + 1);
        grid.Fill(signal, lead: 0, offset: 0);
        var fft = new LaneFft<TLanes>(window);
        var power = new AlignedFloats(fft.PowerLength);

        fft.PowerSpectra(grid.First + firstRow, grid.PlacesOf(start, fft.Order), grid.RowCount, power.First);

        for (int lane = 0; lane < TLanes.Count; lane++)
            foreach (int bin in new[] { 0, 1, size / 4, size / 2 - 1, size / 2 })
            {
                var sum = Complex.Zero;
                for (int n = 0; n < size; n++)
                    sum += signal[start + (firstRow + lane) * Hop + n] * window[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * n / size);
                double expected = sum.Magnitude * sum.Magnitude;
                Assert.InRange(power.Span[bin * TLanes.Count + lane] - expected, -1e-4 * (1 + expected), 1e-4 * (1 + expected));
            }
    }
}
