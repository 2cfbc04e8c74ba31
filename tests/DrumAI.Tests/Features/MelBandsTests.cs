using DrumAI.Features;

namespace DrumAI.Tests.Features;

public sealed unsafe class MelBandsTests
{
    [Fact]
    public void WhiteNoiseIsFlatInEveryLane()
    {
        var bands = new MelBands(80, 512, 44100, minHz: 30, maxHz: 18000, breakHz: 300);
        var power = new AlignedFloats(257 * LanesAny.Count);
        for (int i = 0; i < power.Length; i++) power.Span[i] = 1 + i % LanesAny.Count;
        var result = new AlignedFloats(80 * LanesAny.Count);

        bands.Apply<LanesAny>(power.First, result.First);

        for (int i = 0; i < result.Length; i++) Assert.Equal(1 + i % LanesAny.Count, result.Span[i], 1e-4f);
    }
}
