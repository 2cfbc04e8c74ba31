using DrumAI.Cli.Output;

namespace DrumAI.Cli.Tests.Output;

public sealed class ProgressLineTests
{
    [Fact]
    public void KnownTotalGivesShareSpeedAndTimeLeft() => Assert.Equal(
        "━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 25 %   2,000 of 8,000 files   400 a second   0:15 left",
        ProgressLine.Format(2000, 8000, TimeSpan.FromSeconds(5)));

    [Fact]
    public void UnknownTotalGivesCountAndSpeed() => Assert.Equal("30 files   10 a second", ProgressLine.Format(30, -1, TimeSpan.FromSeconds(3)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 10)]
    [InlineData(12, 10)]
    public void OddCountsDrawABarAllTheSame(long done, long total) => Assert.Contains(
        $"{done} of {total} files", ProgressLine.Format(done, total, TimeSpan.Zero), StringComparison.Ordinal);
}
