using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;

namespace DrumAI.Catalogue.Tests.Edits;

public sealed class LibraryEditsTests : IAsyncLifetime
{
    private readonly TestCatalogue test = new();
    private long kick;
    private long hat;

    private LibraryEdits Edits => new(test.Catalogue);

    public async ValueTask InitializeAsync()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");
        await test.AddAsync();
        (kick, hat) = (test.SampleOf("kick.wav").Id, test.SampleOf("hat.wav").Id);
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void HandSetClassIsShownInTheModelsPlaceAndIsCertain()
    {
        Assert.Equal(1, Edits.SetLabel([kick], DrumLabel.Parse("Cymbal_Ride")));

        var sample = test.SampleOf("kick.wav");
        Assert.Equal(("Cymbal", "Cymbal_Ride", 1.0), (sample.Class, sample.Subclass, sample.Confidence));
        Assert.Equal("Kick", sample.PredictedClass);
    }

    [Fact]
    public void HandSetClassWithoutSubclassShowsNone()
    {
        Edits.SetLabel([hat], DrumLabel.Parse("Snare"));

        Assert.Equal(("Snare", null), (test.SampleOf("hat.wav").Class, test.SampleOf("hat.wav").Subclass));
    }

    [Fact]
    public void EachEditOfAKindIsUndoneLastFirst()
    {
        Edits.SetLabel([kick, hat], DrumLabel.Parse("Tom"));
        Edits.SetLabel([kick], DrumLabel.Parse("Gong"));
        Edits.SetFavourite([kick], true);

        Assert.Equal([kick], Edits.Undo(EditKind.Label));
        Assert.Equal("Tom", test.SampleOf("kick.wav").Class);
        Assert.Equal(new[] { kick, hat }.Order(), Edits.Undo(EditKind.Label).Order());
        Assert.Equal(("Kick", "Hat"), (test.SampleOf("kick.wav").Class, test.SampleOf("hat.wav").Class));
        Assert.Empty(Edits.Undo(EditKind.Label));
        Assert.True(test.SampleOf("kick.wav").IsFavourite);
    }

    [Fact]
    public void HistoryKeepsWhatWasUndone()
    {
        Edits.SetLabel([kick], DrumLabel.Parse("Tom"));
        Edits.Undo(EditKind.Label);

        using var context = test.Catalogue.CreateContext();
        var edit = context.Edits.Select(e => new { e.UndoneAt, Item = e.Items.Single() }).Single();
        Assert.NotNull(edit.UndoneAt);
        Assert.Equal((kick, null, "Tom"), (edit.Item.SampleId, edit.Item.Before, edit.Item.After));
    }

    [Fact]
    public void AnEditIsUndoneWhateverCameAfterIt()
    {
        Edits.SetLabel([kick, hat], DrumLabel.Parse("Tom"));
        Edits.ChangeTags([kick], ["dusty"], []);
        Edits.SetLabel([hat], DrumLabel.Parse("Gong"));
        long first = EditHistory.Read(test.Catalogue).Last().Id;

        Assert.Equal([kick], Edits.UndoEdit(first));

        Assert.Null(test.SampleOf("kick.wav").LabelClass);
        Assert.Equal("Gong", test.SampleOf("hat.wav").LabelClass);
        Assert.Equal(["dusty"], TagsOf(kick));
        Assert.Throws<CatalogueException>(() => Edits.UndoEdit(first));
        Assert.Throws<CatalogueException>(() => Edits.UndoEdit(999));
    }

    [Fact]
    public void HistoryTellsWhatWasDoneTheLastFirst()
    {
        Edits.SetLabel([kick], DrumLabel.Parse("Tom"));
        Edits.SetFavourite([kick, hat], true);
        Edits.Undo(EditKind.Label);

        var history = EditHistory.Read(test.Catalogue).ToList();

        Assert.Equal([EditKind.Favourite, EditKind.Label], history.Select(e => e.Kind));
        Assert.Equal([null, true], history.Select(e => e.UndoneAt is null ? (bool?)null : true));
        Assert.Equal(
            [(kick, null, "yes"), (hat, null, "yes")], history[0].Changes.Select(c => (c.SampleId, c.Before, c.After)));
        Assert.Equal(test.Sounds.Of("kick.wav"), history[1].Changes.Single().Path);
        Assert.Equal([EditKind.Label], EditHistory.Read(test.Catalogue, EditKind.Label).Select(e => e.Kind));
        Assert.Single(EditHistory.Read(test.Catalogue, limit: 1));
    }

    [Fact]
    public void WhatChangesNothingIsNoEdit()
    {
        Edits.SetFavourite([kick], true);

        Assert.Equal(0, Edits.SetFavourite([kick], true));
        Assert.Equal(0, Edits.ChangeTags([kick], [], ["absent"]));
        using var context = test.Catalogue.CreateContext();
        Assert.Equal(1, context.Edits.Count());
    }

    [Fact]
    public void TagsArePutOnAndTakenOffInOneEditWhateverTheirCase()
    {
        Edits.ChangeTags([kick, hat], ["Dusty", "old"], []);
        Assert.Equal(2, Edits.ChangeTags([kick], ["new"], ["DUSTY"]));

        Assert.Equal(["new", "old"], TagsOf(kick));
        Edits.Undo(EditKind.Tag);
        Assert.Equal(["dusty", "old"], TagsOf(kick).Select(t => t.ToLowerInvariant()));
        Edits.Undo(EditKind.Tag);
        Assert.Empty(TagsOf(kick));
        Assert.Empty(TagsOf(hat));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("bell\a")]
    public void WhatIsNoTagIsRefused(string tag) => Assert.Throws<ArgumentException>(() => Edits.ChangeTags([kick], [tag], []));

    [Fact]
    public void EditOfASoundThatIsNotThereChangesNothingAtAll()
    {
        Assert.ThrowsAny<Exception>(() => Edits.SetLabel([kick, 999], DrumLabel.Parse("Tom")));

        Assert.Null(test.SampleOf("kick.wav").LabelClass);
        using var context = test.Catalogue.CreateContext();
        Assert.Empty(context.Edits);
    }

    [Theory]
    [InlineData("hat_open", "Hat_Open")]
    [InlineData("HAT", "Hat")]
    [InlineData("bass drum", "Kick")]
    [InlineData("sd", "Snare")]
    [InlineData("ohh", "Hat_Open")]
    [InlineData("Cloche à vache", "Cowbell")]
    [InlineData("nothing", null)]
    public void ClassesAreKnownByTheNamesThatPeopleUse(string name, string? wireName) => Assert.Equal(wireName, DrumLabel.Parse(name)?.Name);

    private List<string> TagsOf(long sample)
    {
        using var context = test.Catalogue.CreateContext();
        return [.. context.Samples.Where(s => s.Id == sample).SelectMany(s => s.Tags.Select(t => t.Name)).OrderBy(t => t)];
    }
}
