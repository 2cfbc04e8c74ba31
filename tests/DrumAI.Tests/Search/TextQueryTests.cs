using DrumAI.Audio;
using DrumAI.Search;

namespace DrumAI.Tests.Search;

/// <summary>What else a query may say, and how it is read as a whole.</summary>
public sealed class TextQueryTests
{
    [Theory]
    [InlineData("short bright open hat")]
    [InlineData("open bright short hat")]
    [InlineData("un charley ouvert, court et brillant")]
    public void WholeSentenceIsUnderstood(string text)
    {
        var query = TextQuery.Parse(text);

        Assert.Equal(["Hat_Open"], query.Classes);
        Assert.Equal(["bright", "short"], query.Timbre.Select(t => t.Word).Order());
        Assert.Empty(query.Names);
    }

    [Fact]
    public void MinusLeavesWordsTimbresTagsAndFoldersOut()
    {
        var query = TextQuery.Parse("-vinyl -bright -tag:old -folder:loops -\"tr 808\" -is:favourite -len<0.2");

        Assert.All(query.Names, n => Assert.True(n.IsExcluded));
        Assert.Equal([["vinyl"], ["tr", "808"]], query.Names.Select(n => n.Words));
        Assert.True(Assert.Single(query.Timbre).IsExcluded);
        Assert.Equal([new TextWish("old", true)], query.Tags);
        Assert.Equal([new TextWish("loops", true)], query.Folders);
        Assert.False(query.IsFavourite);
        Assert.Equal([new LengthLimit(">=", 0.2)], query.Lengths);
    }

    [Theory]
    [InlineData("len<0.3", "<", 0.3)]
    [InlineData("len>1", ">", 1)]
    [InlineData("len >= 1.5", ">=", 1.5)]
    [InlineData("LEN<=250ms", "<=", 0.25)]
    [InlineData("len<0,3s", "<", 0.3)]
    [InlineData("durée<0.3", "<", 0.3)]
    [InlineData("len:<2", "<", 2)]
    public void LengthIsLimited(string text, string relation, double seconds) =>
        Assert.Equal([new LengthLimit(relation, seconds)], TextQuery.Parse(text).Lengths);

    [Fact]
    public void LengthIsARange() =>
        Assert.Equal([new LengthLimit(">=", 0.1), new LengthLimit("<=", 0.5)], TextQuery.Parse("len:0.1-0.5").Lengths);

    [Theory]
    [InlineData("<", false)]
    [InlineData("<=", true)]
    [InlineData(">", false)]
    [InlineData(">=", true)]
    public void LimitItselfBelongsToItOnlyWhereItSaysSo(string relation, bool holds)
    {
        Assert.Equal(holds, new LengthLimit(relation, 0.3).Holds(0.3));
        Assert.Equal(relation[0] == '<', new LengthLimit(relation, 0.3).Holds(0.1));
        Assert.Equal(relation[0] == '>', new LengthLimit(relation, 0.3).Holds(0.5));
    }

    [Fact]
    public void TagsAndFoldersMayHaveSpaces()
    {
        var query = TextQuery.Parse("tag:\"for live\" folder:\"Old Drums/808\" tag:new");

        Assert.Equal([new TextWish("for live", false), new TextWish("new", false)], query.Tags);
        Assert.Equal([new TextWish("Old Drums/808", false)], query.Folders);
    }

    [Theory]
    [InlineData("loops", SoundKind.Loop)]
    [InlineData("kick boucle", SoundKind.Loop)]
    [InlineData("one-shots", SoundKind.OneShot)]
    [InlineData("-loop", SoundKind.OneShot)]
    [InlineData("is:loop", SoundKind.Loop)]
    public void KindIsRead(string text, SoundKind kind) => Assert.Equal(kind, TextQuery.Parse(text).Kind);

    [Fact]
    public void FavouritesAreRead()
    {
        Assert.True(TextQuery.Parse("is:favourite kick").IsFavourite);
        Assert.True(TextQuery.Parse("is:favori").IsFavourite);
        Assert.Null(TextQuery.Parse("kick").IsFavourite);
    }

    [Theory]
    [InlineData("class:hut kick", "class hut")]
    [InlineData("kick len<abc", "len<abc")]
    [InlineData("kick len:5-1", "len:5-1")]
    [InlineData("kick tag:", "tag:")]
    [InlineData("kick colour:red", "colour:")]
    [InlineData("kick is:green", "green")]
    [InlineData("kick len<-1", "len<-1")]
    public void ProblemIsNamedAndTheRestHolds(string text, string part)
    {
        var query = TextQuery.Parse(text);

        Assert.Contains(part, Assert.Single(query.Problems), StringComparison.Ordinal);
        Assert.Equal(["Kick"], query.Classes);
        Assert.Empty(query.Lengths);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("the sound of")]
    public void NothingAskedForMeansEverySound(string text)
    {
        var query = TextQuery.Parse(text);

        Assert.True(query.IsEmpty);
        Assert.Equal("every sound", query.Explanation);
    }

    [Fact]
    public void WordsOfOnePieceBelongTogether()
    {
        Assert.Equal([["tr", "808"]], TextQuery.Parse("tr-808").Names.Select(n => n.Words));
        Assert.Equal([["tr"], ["808"]], TextQuery.Parse("tr 808").Names.Select(n => n.Words));
        Assert.True(Assert.Single(TextQuery.Parse("\"tr 808\"").Names).IsExact);
    }

    [Fact]
    public void ExplanationSaysEverything() => Assert.Equal(
        "Open hat or Kick; not Snare; single hits; short and very bright for its class; shorter than 0.3 s; favourites; tagged \"live\"; "
            + "in a folder with \"old\"; \"808\" in its name; no \"vinyl\" in its name",
        TextQuery.Parse("oh kick -snare oneshot short very bright len<0.3 is:favourite tag:live folder:old 808 -vinyl").Explanation);

    [Fact]
    public void AnyTextIsRead()
    {
        string[] texts =
        [
            "\"", "-", "--", "-\"", "::", "a:b:c", "«", "len<", "<", "-len", "\0", "\ud83e\udd41 kick", "\ud83e", "kick\"snare", new string('x', 20_000),
        ];
        foreach (string text in texts)
            Assert.Equal(text, TextQuery.Parse(text).Text);
    }
}
