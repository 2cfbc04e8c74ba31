using System.Numerics;
using DrumAI.Features;

namespace DrumAI.Tests.Features;

public sealed class MelBandsTests
{
    [Fact]
    public void WhiteNoiseIsFlat()
    {
        var bands = new MelBands(80, 512, 44100, minHz: 30, maxHz: 18000, breakHz: 300);
        var power = Enumerable.Repeat(new Vector<float>(3f), 257).ToArray();
        var result = new Vector<float>[80];
        bands.Apply(power, result);
        Assert.All(result, band => Assert.Equal(3f, band[0], 1e-4f));
    }
}
