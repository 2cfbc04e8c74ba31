using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue.Tests.Search;

public sealed class LibrarySearchTests : IDisposable
{
    private readonly SearchableLibrary library = new();

    public void Dispose() => library.Dispose();

    [Fact]
    public void ClassIsWhatTheSoundIsAndNotWhatItIsCalled()
    {
        long kick = library.Add("snare.wav", "Kick");
        library.Add("kick.wav", "Snare", "Snare_On");

        Assert.Equal([kick], Find("kick"));
    }

    [Fact]
    public void ClassSetByHandHolds()
    {
        long sound = library.Add("a.wav", "Kick", change: s => s.LabelClass = "Tom");

        Assert.Equal([sound], Find("tom"));
        Assert.Empty(Find("kick"));
    }

    [Fact]
    public void WordsAreFoundInNamesAndFoldersAndNamesComeFirst()
    {
        long inFolder = library.Add("TR-808/a.wav", "Kick");
        long inName = library.Add("b/Kick808Long.wav", "Kick");
        library.Add("b/other.wav", "Kick");

        Assert.Equal([inName, inFolder], Find("kick 808"));
        Assert.Equal([inName, inFolder], Find("80"));
        Assert.Equal([inFolder], Find("tr808"));
    }

    [Fact]
    public void EveryWordMustBeFound()
    {
        long both = library.Add("Vinyl/old tape.wav", "Kick");
        library.Add("Vinyl/new.wav", "Kick");

        Assert.Equal([both], Find("vinyl tape"));
    }

    [Fact]
    public void AccentsAndCaseOfNamesPlayNoPart()
    {
        long sound = library.Add("Été/Grosse Bûche.wav", "Kick");

        Assert.Equal([sound], Find("ete BUCHE"));
        Assert.Equal([sound], Find("été bûche"));
    }

    [Fact]
    public void PhraseIsFoundAsItStands()
    {
        long phrase = library.Add("deep house/a.wav", "Kick");
        library.Add("house deep/a.wav", "Kick");
        library.Add("deep/tech house/a.wav", "Kick");
        long joined = library.Add("x/MyDeep House.wav", "Kick");

        Assert.Equal([phrase], Find("\"deep house\""));
        Assert.Equal([joined], Find("\"mydeep house\""));
        Assert.Empty(Find("\"deep hous\""));
    }

    [Fact]
    public void PhraseIsFoundInEveryPlaceOfASound()
    {
        long sound = library.Add("a/one.wav", "Kick");
        library.AddFile("b/second place.wav", sound);

        Assert.Equal([sound], Find("\"second place\""));
        Assert.Equal([sound], Find("\"one\""));
    }

    [Fact]
    public void MinusLeavesNamesTagsAndFoldersOut()
    {
        long plain = library.Add("a/kick.wav", "Kick");
        library.Add("a/vinyl.wav", "Kick");
        library.Add("Old/kick.wav", "Kick");
        long tagged = library.Add("a/b.wav", "Kick");
        library.Tag(tagged, "live");

        Assert.Equal([plain], Find("-vinyl -folder:old -tag:live"));
        Assert.Equal([tagged], Find("tag:LIVE"));
        Assert.Empty(Find("tag:none"));
    }

    [Fact]
    public void FolderIsAPartOfThePath()
    {
        long sound = library.Add("Old Drums/TR-808/a.wav", "Kick");
        library.Add("b/old.wav", "Kick");

        Assert.Equal([sound], Find("folder:old"));
        Assert.Equal([sound], Find("folder:\"old drums/tr-808\""));
        Assert.Equal([sound], Find("folder:80"));
    }

    [Fact]
    public void TypingErrorsInNamesAreTakenOut()
    {
        long sound = library.Add("Hydrogen/a.wav", "Kick");
        using var list = new SampleList(library.Catalogue);
        using var search = new LibrarySearch(library.Catalogue, list);

        var query = search.Parse("hydorgen");

        Assert.True(Assert.Single(query.Terms).IsCorrected);
        Assert.Equal(sound, Assert.Single(search.Find(query, 10).Best).Id);
    }

    [Fact]
    public void WordOfANameIsNoTypingError()
    {
        long sound = library.Add("snarf.wav", "Kick");

        Assert.Equal([sound], Find("snarf"));
    }

    [Fact]
    public void MissingSoundsAreNotFound()
    {
        library.Add("a.wav", "Kick");
        using (var context = library.Catalogue.CreateContext()) context.Files.ExecuteUpdate(f => f.SetProperty(x => x.IsMissing, true));

        Assert.Empty(Find("kick"));
        Assert.Empty(Find(""));
    }

    [Fact]
    public void ListedSoundsAreFoundByName()
    {
        long sound = library.Add("kit/mystery.wav");

        Assert.Equal([sound], Find("mystery"));
        Assert.Empty(Find("kick"));
    }

    [Fact]
    public void TimbreIsThatOfTheDatabase()
    {
        long dark = library.Add("a.wav", "Kick", change: s => (s.Brightness, s.DurationSeconds) = (10, 0.5));
        long bright = library.Add("b.wav", "Kick", change: s => (s.Brightness, s.DurationSeconds) = (20, 0.3));

        Assert.Equal([bright], Find("bright kick"));
        Assert.Equal([dark], Find("dark kick"));
        Assert.Equal([bright], Find("short kick"));
        Assert.Equal([bright], Find("len<=0.3"));
    }

    [Fact]
    public void NewSoundsAreSeenAfterAWhile()
    {
        var time = new SteppedTime();
        using var list = new SampleList(library.Catalogue, time);
        using var search = new LibrarySearch(library.Catalogue, list);
        Assert.Equal(0, search.Find(search.Parse("kick"), 10).Count);

        library.Add("a.wav", "Kick");
        Assert.Equal(0, search.Find(search.Parse("kick"), 10).Count);
        time.Step(list.RefreshInterval);

        Assert.Equal(1, search.Find(search.Parse("kick"), 10).Count);
    }

    [Fact]
    public void EditsAreSeenAtOnce()
    {
        long[] sounds = [library.Add("a.wav", "Kick"), library.Add("b.wav", "Tom")];
        using var list = new SampleList(library.Catalogue, new SteppedTime());
        using var search = new LibrarySearch(library.Catalogue, list);
        Assert.Equal([sounds[0]], Ids("kick"));
        var edits = new LibraryEdits(library.Catalogue);

        edits.SetLabel([sounds[1]], DrumLabel.Parse("Kick"));
        Assert.Equal([sounds[1], sounds[0]], Ids("kick"));
        edits.SetFavourite([sounds[0]], true);
        Assert.Equal([sounds[0]], Ids("is:favourite"));
        edits.Undo(EditKind.Label);
        Assert.Equal([sounds[0]], Ids("kick"));

        long[] Ids(string text) => [.. search.Find(search.Parse(text), 10).Best.Select(f => f.Id)];
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("🥁")]
    [InlineData("'; DROP TABLE Names; --")]
    [InlineData("AND OR NOT NEAR(")]
    [InlineData("* ^ : {Name}")]
    [InlineData("\ud83e")]
    [InlineData("folder:*** tag:\"")]
    public void AnyTextIsLookedUp(string text)
    {
        library.Add("a.wav", "Kick");

        Find(text);
    }

    private long[] Find(string text)
    {
        using var list = new SampleList(library.Catalogue);
        using var search = new LibrarySearch(library.Catalogue, list);
        return [.. search.Find(search.Parse(text), 100).Best.Select(f => f.Id)];
    }

    private sealed class SteppedTime : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Step(TimeSpan by) => now += by.Ticks;
    }
}
