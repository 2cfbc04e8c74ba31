using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class SpellingCorrectionTests
{
    [Theory]
    [InlineData("snare", "snare", 0)]
    [InlineData("snrae", "snare", 1)]
    [InlineData("snar", "snare", 1)]
    [InlineData("snaree", "snare", 1)]
    [InlineData("snure", "snare", 1)]
    [InlineData("tamburin", "tambourine", 2)]
    [InlineData("", "ab", 2)]
    [InlineData("kick", "clap", 4)]
    [InlineData("ca", "abc", 3)]
    public void DistanceCountsSlips(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(a, b, 5));
        Assert.Equal(distance, EditDistance.Between(b, a, 5));
    }

    [Fact]
    public void DistanceBeyondTheLimitIsOneMoreThanIt() => Assert.Equal(2, EditDistance.Between("kick", "clap", 1));

    [Theory]
    [InlineData("snrae", "snare")]
    [InlineData("tmobourine", "tambourine")]
    [InlineData("kcik", "kick")]
    [InlineData("clik", null)]
    [InlineData("kack", null)]
    [InlineData("rat", null)]
    [InlineData("pnare", null)]
    [InlineData("snare1", null)]
    public void NearestIsCautious(string word, string? meant) => Assert.Equal(meant, SpellingCorrection.Nearest(word, ["snare", "tambourine", "kick", "hat"]));

    [Fact]
    public void NearestDoesNotDependOnTheOrder() =>
        Assert.Equal(SpellingCorrection.Nearest("crasb", ["crass", "crash"]), SpellingCorrection.Nearest("crasb", ["crash", "crass"]));
}
