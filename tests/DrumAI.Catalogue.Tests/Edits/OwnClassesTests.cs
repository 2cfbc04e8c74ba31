using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;

namespace DrumAI.Catalogue.Tests.Edits;

public sealed class OwnClassesTests : IAsyncLifetime
{
    private const string Blue = "#0090ff";

    private readonly TestCatalogue test = new();
    private long kick;

    private OwnClasses Own => new(test.Catalogue);

    private LibraryEdits Edits => new(test.Catalogue);

    private DrumSample Kick => test.SampleOf("kick.wav");

    public async ValueTask InitializeAsync()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");
        await test.AddAsync();
        kick = Kick.Id;
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void SoundIsPutIntoAnOwnClassAndTakenOutAgain()
    {
        Own.Add("Foley", Blue);

        Edits.SetLabel([kick], Own.Parse("foley"));
        Assert.Equal(("Foley", null, 1.0), (Kick.Class, Kick.Subclass, Kick.Confidence));

        Edits.Undo(EditKind.Label);
        Assert.Equal("Kick", Kick.Class);
    }

    [Fact]
    public void SoundsAndHistoryFollowANewName()
    {
        var own = Own.Add("Foley", Blue);
        Edits.SetLabel([kick], Own.Parse("Foley"));
        Edits.SetLabel([kick], DrumLabel.Parse("Gong"));
        Edits.Undo(EditKind.Label);

        Own.Change(own.Id, "Found sounds", "#FF0000");

        Assert.Equal("Found sounds", Kick.Class);
        Assert.Equal(("Found sounds", "#ff0000"), Own.List().Select(c => (c.Name, c.Colour)).Single());
        Edits.SetLabel([kick], label: null);
        Edits.Undo(EditKind.Label);
        Assert.Equal("Found sounds", Kick.Class);
    }

    [Fact]
    public void SoundsOfARemovedClassHaveTheModelsClassAgain()
    {
        var own = Own.Add("Foley", Blue);
        Edits.SetLabel([kick], Own.Parse("Foley"));

        Assert.Equal(1, Own.Remove(own.Id));

        Assert.Equal(("Kick", null), (Kick.Class, Kick.LabelClass));
        Assert.Empty(Own.List());
        // The edit that is undone names a class that is not there any more: the sound stays with the model's.
        Edits.Undo(EditKind.Label);
        Assert.Equal(("Kick", null), (Kick.Class, Kick.LabelClass));
    }

    [Theory]
    [InlineData("bass drum", Blue, "a name of Kick")]
    [InlineData("FOLEY", Blue, "There is a class FOLEY already")]
    [InlineData("  ", Blue, "1 to 40 characters")]
    [InlineData("new\nline", Blue, "1 to 40 characters")]
    [InlineData("Other thing", "blue", "#rrggbb")]
    public void WhatCannotBeAClassIsRefused(string name, string colour, string why)
    {
        Own.Add("Foley", Blue);

        Assert.Contains(why, Assert.Throws<CatalogueException>(() => Own.Add(name, colour)).Message, StringComparison.Ordinal);
        Assert.Single(Own.List());
    }

    [Fact]
    public void ClassKeepsItsOwnNameWhenOnlyTheColourChanges()
    {
        var own = Own.Add("Foley", Blue);
        Own.Change(own.Id, "foley", "#123456");
        Assert.Equal(("foley", "#123456"), Own.List().Select(c => (c.Name, c.Colour)).Single());
    }
}
