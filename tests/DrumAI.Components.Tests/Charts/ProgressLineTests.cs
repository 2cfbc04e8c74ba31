using Bunit;
using DrumAI.Components.Charts;

namespace DrumAI.Components.Tests.Charts;

public sealed class ProgressLineTests : ComponentContext
{
    [Theory]
    [InlineData(2130L, 7353L, 412.0, "2,130 of 7,353 · 412 a second · about 13 s left")]
    [InlineData(10L, 100000L, 20.0, "10 of 100,000 · 20 a second · about 83 min left")]
    [InlineData(10L, 1000000L, 20.0, "10 of 1,000,000 · 20 a second · about 14 h left")]
    [InlineData(5L, 5L, 3.26, "5 of 5 · 3.3 a second")]
    [InlineData(1234L, null, null, "1,234")]
    [InlineData(0L, 0L, null, "0 of 0")]
    public void SaysHowFarHowFastAndHowLong(long done, long? total, double? perSecond, string expected)
    {
        var line = Render<ProgressLine>(p => p.Add(c => c.Label, "Classifying").Add(c => c.Done, done).Add(c => c.Total, total).Add(c => c.PerSecond, perSecond));

        Assert.Equal(expected, line.Find(".drum-numbers").TextContent);
        var bar = line.Find("[role=progressbar]");
        Assert.Equal(("Classifying", expected), (bar.GetAttribute("aria-label"), bar.GetAttribute("aria-valuetext")));
        // A bar whose end is not known has no value: that is how readers of the screen know it.
        Assert.Equal(total is null ? null : done.ToString(), bar.GetAttribute("aria-valuenow"));
    }

    [Fact]
    public void WidthIsTheShareThatIsDone() =>
        Assert.Contains("width: 25%", Render<ProgressLine>(p => p.Add(c => c.Label, "x").Add(c => c.Done, 1).Add(c => c.Total, 4)).Find(".drum-progress-track > span").GetAttribute("style"), StringComparison.Ordinal);
}
