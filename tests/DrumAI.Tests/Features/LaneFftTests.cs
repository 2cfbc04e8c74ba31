using System.Numerics;
using DrumAI.Features;

namespace DrumAI.Tests.Features;

/// <summary>The vectorised transform is the transform.</summary>
public sealed class LaneFftTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)]
    [InlineData(2048)]
    public void EveryLaneEqualsTheDefinition(int size)
    {
        const int hop = 37;
        var random = new Random(5);
        var signal = Enumerable.Range(0, size + (LaneFft.LaneCount - 1) * hop).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var window = Enumerable.Range(0, size).Select(i => 0.5f + i / (2f * size)).ToArray();
        var power = new Vector<float>[size / 2 + 1];
        new LaneFft(size).PowerSpectra(signal, 0, hop, window, power);
        for (int lane = 0; lane < LaneFft.LaneCount; lane++)
            foreach (int bin in new[] { 0, 1, size / 4, size / 2 - 1, size / 2 })
            {
                var sum = Complex.Zero;
                for (int n = 0; n < size; n++) sum += signal[lane * hop + n] * window[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * n / size);
                double expected = sum.Magnitude * sum.Magnitude;
                Assert.InRange(power[bin][lane] - expected, -1e-4 * (1 + expected), 1e-4 * (1 + expected));
            }
    }

    [Fact]
    public void OutsideTheSignalIsSilence()
    {
        var power = new Vector<float>[33];
        var window = Enumerable.Repeat(1f, 64).ToArray();
        new LaneFft(64).PowerSpectra([1f], -63, 1, window, power);
        // Lane 0 sees the impulse in its last place: a flat spectrum. Frames that start after it see nothing.
        Assert.Equal(1, power[7][0], 1e-5);
        new LaneFft(64).PowerSpectra([1f], 1, 1, window, power);
        Assert.Equal(Vector<float>.Zero, power[7]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(48)]
    public void SizeMustBeAPowerOfTwo(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new LaneFft(size));
}
