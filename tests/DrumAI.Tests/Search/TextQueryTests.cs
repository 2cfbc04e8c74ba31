using DrumAI.Audio;
using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class TextQueryTests
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

    [Fact]
    public void VeryAsksForMore()
    {
        Assert.Equal(TimbreWish.Fifth, Assert.Single(TextQuery.Parse("very bright kick").Timbre).MinRank);
        Assert.Equal(TimbreWish.Fifth, Assert.Single(TextQuery.Parse("kick très brillant").Timbre).MinRank);
        Assert.True(Assert.Single(TextQuery.Parse("not very bright").Timbre).IsExcluded);
        Assert.Equal(["very"], Assert.Single(TextQuery.Parse("very kick").Names).Words);
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

    /// <summary>A library whose names hold one word.</summary>
    private sealed class Names(string only) : INameWords
    {
        public bool Has(string word) => word == only;

        public string? Nearest(string word) => SpellingCorrection.Nearest(word, [only]);
    }
}
