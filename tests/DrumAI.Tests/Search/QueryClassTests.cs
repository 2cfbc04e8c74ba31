using DrumAI.Search;

namespace DrumAI.Tests.Search;

/// <summary>Which classes the words of a query mean.</summary>
public sealed class QueryClassTests
{
    [Theory]
    [InlineData("kick", "Kick")]
    [InlineData("BD", "Kick")]
    [InlineData("bass drum", "Kick")]
    [InlineData("bassdrum", "Kick")]
    [InlineData("bass-drums", "Kick")]
    [InlineData("kick drums", "Kick")]
    [InlineData("grosse caisse", "Kick")]
    [InlineData("Grosses Caisses", "Kick")]
    [InlineData("snare", "Snare")]
    [InlineData("sd", "Snare")]
    [InlineData("caisse claire", "Snare")]
    [InlineData("caisse claire aux balais", "Snare_Brush")]
    [InlineData("rim", "Snare_Rim")]
    [InlineData("rim shot", "Snare_Rim")]
    [InlineData("rimshots", "Snare_Rim")]
    [InlineData("sidestick", "Snare_Side")]
    [InlineData("side stick", "Snare_Side")]
    [InlineData("cross-stick", "Snare_Side")]
    [InlineData("fla", "Snare_Flam")]
    [InlineData("hat", "Hat")]
    [InlineData("hats", "Hat")]
    [InlineData("hh", "Hat")]
    [InlineData("Hi-Hat", "Hat")]
    [InlineData("hihats", "Hat")]
    [InlineData("charleston", "Hat")]
    [InlineData("charley", "Hat")]
    [InlineData("charlé", "Hat")]
    [InlineData("oh", "Hat_Open")]
    [InlineData("ohh", "Hat_Open")]
    [InlineData("open hat", "Hat_Open")]
    [InlineData("openhat", "Hat_Open")]
    [InlineData("hat open", "Hat_Open")]
    [InlineData("hi hat open", "Hat_Open")]
    [InlineData("open hi-hats", "Hat_Open")]
    [InlineData("charley ouvert", "Hat_Open")]
    [InlineData("charlestons ouverts", "Hat_Open")]
    [InlineData("ch", "Hat_Close")]
    [InlineData("CHH", "Hat_Close")]
    [InlineData("closed hats", "Hat_Close")]
    [InlineData("charleston fermé", "Hat_Close")]
    [InlineData("charleston ferme\u0301", "Hat_Close")]
    [InlineData("CHARLESTON FERMÉ", "Hat_Close")]
    [InlineData("charley ferme", "Hat_Close")]
    [InlineData("pedal hat", "Hat_Foot")]
    [InlineData("charleston au pied", "Hat_Foot")]
    [InlineData("tom", "Tom")]
    [InlineData("floor tom", "Tom")]
    [InlineData("cym", "Cymbal")]
    [InlineData("cymbals", "Cymbal")]
    [InlineData("cymbale", "Cymbal")]
    [InlineData("crash", "Cymbal_Crash")]
    [InlineData("crash cymbal", "Cymbal_Crash")]
    [InlineData("cymbale crash", "Cymbal_Crash")]
    [InlineData("ride", "Cymbal_Ride")]
    [InlineData("ride bell", "Cymbal_Ride")]
    [InlineData("china", "Cymbal_China")]
    [InlineData("cymbale chinoise", "Cymbal_China")]
    [InlineData("splash", "Cymbal_Splash")]
    [InlineData("clp", "Clap")]
    [InlineData("hand claps", "Clap")]
    [InlineData("claquement", "Clap")]
    [InlineData("claquements de mains", "Clap")]
    [InlineData("cow bell", "Cowbell")]
    [InlineData("cowbell", "Cowbell")]
    [InlineData("cloche à vache", "Cowbell")]
    [InlineData("cloche", "Bell")]
    [InlineData("bell", "Bell")]
    [InlineData("grelots", "Bell")]
    [InlineData("shaker", "Shaken_Shaker")]
    [InlineData("maracas", "Shaken_Maracas")]
    [InlineData("cabasa", "Shaken_Cabasa")]
    [InlineData("tamb", "Tambourine")]
    [InlineData("timbales", "Timbales")]
    [InlineData("timbales d'orchestre", "Timpani")]
    [InlineData("kettledrums", "Timpani")]
    [InlineData("agogô", "Agogo")]
    [InlineData("tam-tam", "Gong")]
    [InlineData("temple block", "Woodblock")]
    [InlineData("sifflet", "Whistle")]
    [InlineData("fx", "Other")]
    [InlineData("Hat_Open", "Hat_Open")]
    [InlineData("class:Hat_Open", "Hat_Open")]
    [InlineData("class:hat_open", "Hat_Open")]
    [InlineData("class:snare_on", "Snare_On")]
    [InlineData("class:bd", "Kick")]
    [InlineData("class:\"bass drum\"", "Kick")]
    public void NameOfAClassIsThatClass(string text, string wireName)
    {
        var query = TextQuery.Parse(text);

        Assert.Equal([wireName], query.Classes);
        Assert.Empty(query.Names);
        Assert.Empty(query.Timbre);
        Assert.Empty(query.Problems);
        Assert.All(query.Terms, t => Assert.False(t.IsCorrected));
    }

    [Fact]
    public void SeveralClassesAreAlternatives() => Assert.Equal(["Kick", "Snare"], TextQuery.Parse("kick or snare").Classes);

    [Fact]
    public void GroupMeansItsClasses()
    {
        var query = TextQuery.Parse("dark perc");

        Assert.Contains("Conga", query.Classes);
        Assert.Contains("Woodblock", query.Classes);
        Assert.DoesNotContain("Kick", query.Classes);
        Assert.Equal("percussion; dark for its class", query.Explanation);
    }

    [Fact]
    public void NarrowerMeaningHolds()
    {
        Assert.Equal(["Cowbell"], TextQuery.Parse("perc cowbell").Classes);
        Assert.Equal(["Shaken_Shaker"], TextQuery.Parse("perc shaker").Classes);
        Assert.Equal(["Snare_Rim"], TextQuery.Parse("snare rimshot").Classes);
        Assert.Equal(["Hat_Open", "Hat_Close"], TextQuery.Parse("open closed hat").Classes.OrderDescending());
    }

    [Theory]
    [InlineData("hat -open", "Hat_Open")]
    [InlineData("-kick", "Kick")]
    [InlineData("-hi-hat", "Hat")]
    [InlineData("-class:Snare_Rim", "Snare_Rim")]
    [InlineData("hat not open", "Hat_Open")]
    [InlineData("charley sans pied", "Hat_Foot")]
    public void MinusLeavesAClassOut(string text, string wireName) => Assert.Equal([wireName], TextQuery.Parse(text).ExcludedClasses);
}
