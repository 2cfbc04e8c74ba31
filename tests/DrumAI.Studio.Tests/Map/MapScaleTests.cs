using DrumAI.Catalogue.Queries;
using DrumAI.Studio.Map;

namespace DrumAI.Studio.Tests.Map;

public sealed class MapScaleTests
{
    [Fact]
    public void EveryMeasureHasAScale()
    {
        foreach (var measure in Enum.GetValues<SampleOrder>().Where(o => o >= SampleOrder.Confidence))
        {
            var scale = MapScale.Of(measure);
            Assert.True(scale.Least < scale.Most);
            Assert.True(!scale.IsLogarithmic || scale.Least > 0, $"{measure} has no logarithm at its least.");
        }
    }

    [Fact]
    public void AxisFitsWhatTheLibraryHasAndLeavesOutliersAside()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => 30 + i / 50.0), 99, double.NaN];
        var (least, most) = MapScale.Of(SampleOrder.Brightness).Fit(values);
        Assert.InRange(least, 28, 31);
        Assert.InRange(most, 49, 52);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 50.0 })]
    [InlineData(new[] { double.NaN })]
    public void AxisOfNextToNothingIsTheWholeScale(double[] values) => Assert.Equal((0, 100), MapScale.Of(SampleOrder.Brightness).Fit(values));
}
