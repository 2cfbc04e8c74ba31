using DrumAI.Classification;

namespace DrumAI.Tests.Classification;

public sealed class FeatureReferenceTests
{
    [Fact]
    public void SamePopulationHasIndexZeroAndAnotherALargeOne()
    {
        double[] tenths = [.. Enumerable.Repeat(0.1, 10)];
        Assert.Equal(0, FeatureReference.StabilityIndex(tenths, [.. Enumerable.Repeat(50L, 10)]), 1e-12);
        // By hand: (0.6 - 0.5) ln(0.6 / 0.5) + (0.4 - 0.5) ln(0.4 / 0.5).
        Assert.Equal(0.1 * Math.Log(1.2) - 0.1 * Math.Log(0.8), FeatureReference.StabilityIndex([0.5, 0.5], [60, 40]), 1e-12);
        Assert.True(FeatureReference.StabilityIndex(tenths, [0, 0, 0, 0, 0, 0, 0, 0, 0, 500]) > FeatureReference.Large);
    }

    [Fact]
    public void BinsAreDecilesAndEachValueHasOne()
    {
        var feature = ReferenceFeature.Of("x", Enumerable.Range(0, 1000).Select(i => (double)i).Append(double.NaN));
        Assert.Equal(9, feature.Edges.Count);
        Assert.All(feature.Shares, s => Assert.Equal(0.1, s, 0.002));
        Assert.Equal((0, 0, 9, 9), (feature.BinOf(-5), feature.BinOf(99), feature.BinOf(999), feature.BinOf(1e9)));
        // A feature that hardly varies has fewer bins, and still all of its sounds in them.
        Assert.Equal(1, ReferenceFeature.Of("y", Enumerable.Repeat(3.0, 50)).Shares.Sum(), 1e-12);
    }

    [Fact]
    public void ReferenceSurvivesItsFile()
    {
        var reference = new FeatureReference { Directions = [[1, 0], [0, 1]], Features = [ReferenceFeature.Of("embedding.2", [0, 0.5, 1]), ReferenceFeature.Of("depth", [1, 2])] };
        var read = FeatureReference.Parse(reference.ToJson());
        Assert.Equal([("embedding.2", read.Find("embedding.2")!.BinOf(0.8f))], read.BinsOf([0.6f, 0.8f]));
        Assert.Throws<ModelException>(() => FeatureReference.Parse("{"u8));
    }
}
