using DrumAI.Search;

namespace DrumAI.Tests.Search;

/// <summary>Which measures the words of a query ask for.</summary>
public sealed class QueryTimbreTests
{
    [Theory]
    [InlineData("bright", SoundMeasure.Brightness, true)]
    [InlineData("brillant", SoundMeasure.Brightness, true)]
    [InlineData("dark", SoundMeasure.Brightness, false)]
    [InlineData("sombres", SoundMeasure.Brightness, false)]
    [InlineData("warm", SoundMeasure.Warmth, true)]
    [InlineData("chaude", SoundMeasure.Warmth, true)]
    [InlineData("hard", SoundMeasure.Hardness, true)]
    [InlineData("dur", SoundMeasure.Hardness, true)]
    [InlineData("soft", SoundMeasure.Hardness, false)]
    [InlineData("douces", SoundMeasure.Hardness, false)]
    [InlineData("boomy", SoundMeasure.Boominess, true)]
    [InlineData("rough", SoundMeasure.Roughness, true)]
    [InlineData("rugueuse", SoundMeasure.Roughness, true)]
    [InlineData("sharp", SoundMeasure.Sharpness, true)]
    [InlineData("tranchant", SoundMeasure.Sharpness, true)]
    [InlineData("deep", SoundMeasure.Depth, true)]
    [InlineData("profond", SoundMeasure.Depth, true)]
    [InlineData("long", SoundMeasure.Length, true)]
    [InlineData("longues", SoundMeasure.Length, true)]
    [InlineData("short", SoundMeasure.Length, false)]
    [InlineData("brève", SoundMeasure.Length, false)]
    [InlineData("loud", SoundMeasure.Loudness, true)]
    [InlineData("puissant", SoundMeasure.Loudness, true)]
    [InlineData("quiet", SoundMeasure.Loudness, false)]
    [InlineData("brihgt", SoundMeasure.Brightness, true)]
    public void TimbreWordAsksForOneEndOfAMeasure(string word, SoundMeasure measure, bool high)
    {
        var wish = Assert.Single(TextQuery.Parse(word).Timbre);

        Assert.Equal([new MeasureWish(measure, high)], wish.Measures);
        Assert.Equal(TimbreWish.Half, wish.MinRank);
        Assert.False(wish.IsExcluded);
    }

    [Theory]
    [InlineData("punchy")]
    [InlineData("percutante")]
    public void PunchIsHardAndLoudAndSudden(string word) => Assert.Equal(
        [new MeasureWish(SoundMeasure.Hardness, true), new MeasureWish(SoundMeasure.Loudness, true), new MeasureWish(SoundMeasure.Attack, false)],
        Assert.Single(TextQuery.Parse(word).Timbre).Measures);

    [Fact]
    public void VeryAsksForMore()
    {
        Assert.Equal(TimbreWish.Fifth, Assert.Single(TextQuery.Parse("very bright kick").Timbre).MinRank);
        Assert.Equal(TimbreWish.Fifth, Assert.Single(TextQuery.Parse("kick très brillant").Timbre).MinRank);
        Assert.True(Assert.Single(TextQuery.Parse("not very bright").Timbre).IsExcluded);
        Assert.Equal(["very"], Assert.Single(TextQuery.Parse("very kick").Names).Words);
    }
}
