using DrumAI.Search;

namespace DrumAI.Tests.Search;

/// <summary>Which words of a query are taken for typing errors.</summary>
public sealed class QuerySpellingTests
{
    [Theory]
    [InlineData("kcik", "Kick")]
    [InlineData("snrae", "Snare")]
    [InlineData("snaer", "Snare")]
    [InlineData("snares", "Snare")]
    [InlineData("tamborine", "Tambourine")]
    [InlineData("cymball", "Cymbal")]
    [InlineData("cimbal", "Cymbal")]
    [InlineData("cowbel", "Cowbell")]
    [InlineData("crsh", "Cymbal_Crash")]
    [InlineData("opne hat", "Hat_Open")]
    [InlineData("clsoed hat", "Hat_Close")]
    [InlineData("charlestn ouvret", "Hat_Open")]
    [InlineData("charlseton fermè", "Hat_Close")]
    [InlineData("grose caise", "Kick")]
    [InlineData("caisse clair", "Snare")]
    [InlineData("triangel", "Triangle")]
    [InlineData("vibrasalp", "Vibraslap")]
    [InlineData("darbukka", "Darbuka")]
    [InlineData("woodblcok", "Woodblock")]
    public void TypingErrorsAreTakenOut(string text, string wireName) => Assert.Equal([wireName], TextQuery.Parse(text).Classes);

    [Theory]
    [InlineData("rock")]
    [InlineData("bass")]
    [InlineData("slap")]
    [InlineData("bal")]
    [InlineData("kik1")]
    [InlineData("808")]
    [InlineData("tap")]
    [InlineData("lick")]
    [InlineData("house")]
    [InlineData("vinyl")]
    [InlineData("open")]
    [InlineData("\"kick\"")]
    [InlineData("\"bright open hat\"")]
    [InlineData("name:kick")]
    public void OtherWordsStayWordsOfNames(string text)
    {
        var query = TextQuery.Parse(text);

        Assert.Empty(query.Classes);
        Assert.Empty(query.Timbre);
        Assert.Single(query.Names);
    }

    [Fact]
    public void WordThatTheLibraryHoldsIsRightAsItIs()
    {
        Assert.Equal(["Snare"], TextQuery.Parse("snarf snare").Classes);
        Assert.Empty(TextQuery.Parse("snarf").Names);

        var query = TextQuery.Parse("snarf", new Names("snarf"));

        Assert.Empty(query.Classes);
        Assert.Equal(["snarf"], Assert.Single(query.Names).Words);
    }

    [Fact]
    public void WordIsReadAsTheNearestOfTheLibrary()
    {
        var query = TextQuery.Parse("kick vinly \"vinly\"", new Names("vinyl"));

        Assert.Equal([["vinyl"], ["vinly"]], query.Names.Select(n => n.Words));
        Assert.Equal([false, true, false], query.Terms.Select(t => t.IsCorrected));
        Assert.EndsWith("; \"vinly\" read as vinyl", query.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void CorrectionIsNamed()
    {
        var query = TextQuery.Parse("brihgt snrae");

        Assert.All(query.Terms, t => Assert.True(t.IsCorrected));
        Assert.Equal("Snare; bright for its class; \"brihgt\" read as bright; \"snrae\" read as Snare", query.Explanation);
    }

    /// <summary>A library whose names hold one word.</summary>
    private sealed class Names(string only) : INameWords
    {
        public bool Has(string word) => word == only;

        public string? Nearest(string word) => SpellingCorrection.Nearest(word, [only]);
    }
}
