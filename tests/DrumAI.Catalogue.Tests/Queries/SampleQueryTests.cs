using DrumAI.Audio;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Queries;
using DrumAI.Features;

namespace DrumAI.Catalogue.Tests.Queries;

public sealed class SampleQueryTests : IAsyncLifetime
{
    private readonly TestCatalogue test = new();

    public async ValueTask InitializeAsync()
    {
        Sound("808 Kicks/BD Long01.wav", TestSounds.Thump(seconds: 0.5));
        Sound("808 Kicks/bdShort.wav", TestSounds.Thump(seconds: 0.1));
        Sound("Hats/Ouvert é.wav", TestSounds.Hiss(seconds: 0.4));
        Sound("Hats/closed.wav", TestSounds.Hiss(seconds: 0.05));
        await test.AddAsync(SampleStage.Measured);
        new LibraryEdits(test.Catalogue).ChangeTags([test.SampleOf("Hats/closed.wav").Id], ["Mine"], []);
        new LibraryEdits(test.Catalogue).SetFavourite([test.SampleOf("Hats/closed.wav").Id], true);
        new LibraryEdits(test.Catalogue).SetLabel([test.SampleOf("Hats/closed.wav").Id], DrumLabel.Parse("Hat_Close"));
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("kicks", "BD Long01,bdShort")]
    [InlineData("long", "BD Long01")]
    [InlineData("01", "BD Long01")]
    [InlineData("sho", "bdShort")]
    [InlineData("kicks short", "bdShort")]
    [InlineData("OUVERT E", "Ouvert é")]
    [InlineData("\"NEAR( -*", "")]
    [InlineData("nothing", "")]
    [InlineData("***", "BD Long01,bdShort,closed,Ouvert é")]
    public void TextFindsWordsOfFilesAndFolders(string text, string names) => Assert.Equal(names, Names(new SampleQuery { Text = text }));

    [Fact]
    public void ClassesAndSubclassesFilterByWhatIsShown()
    {
        Assert.Equal("BD Long01,bdShort", Names(new SampleQuery { Class = "Kick" }));
        Assert.Equal("closed,Ouvert é", Names(new SampleQuery { Class = "Hat" }));
        Assert.Equal("closed", Names(new SampleQuery { Class = "Hat_Close" }));
        Assert.Equal("Ouvert é", Names(new SampleQuery { Class = "Hat_Open" }));
    }

    [Fact]
    public void WhatWasSaidFilters()
    {
        Assert.Equal("closed", Names(new SampleQuery { Tag = "mine" }));
        Assert.Equal("closed", Names(new SampleQuery { IsFavourite = true }));
        Assert.Equal("BD Long01,bdShort,Ouvert é", Names(new SampleQuery { IsFavourite = false }));
        Assert.Equal("closed", Names(new SampleQuery { IsLabelled = true }));
    }

    [Fact]
    public void FolderTakesWhatLiesBelowItAndNoMore()
    {
        Assert.Equal("closed,Ouvert é", Names(new SampleQuery { Folder = test.Sounds.Of("Hats") }));
        Assert.Equal("", Names(new SampleQuery { Folder = test.Sounds.Of("Hat") }));
    }

    [Fact]
    public void RangesIncludeTheirEnds()
    {
        Assert.Equal("bdShort,closed", Names(new SampleQuery { Ranges = [new(SampleOrder.Length, null, 0.1)] }));
        Assert.Equal("Ouvert é", Names(new SampleQuery { Ranges = [new(SampleOrder.Length, 0.2, 0.45)] }));
    }

    [Fact]
    public void SortsByMeasureAndByNameWithoutRegardToCase()
    {
        Assert.Equal(["closed", "bdShort", "Ouvert é", "BD Long01"], Ordered(new SampleQuery { Order = SampleOrder.Length }));
        Assert.Equal(["BD Long01", "Ouvert é", "bdShort", "closed"], Ordered(new SampleQuery { Order = SampleOrder.Length, IsDescending = true }));
        Assert.Equal(["BD Long01", "bdShort", "closed", "Ouvert é"], Ordered(new SampleQuery { Order = SampleOrder.Name }));
    }

    [Fact]
    public void SoundsWithoutTheMeasureComeLastEitherWay()
    {
        using (var connection = test.Catalogue.OpenConnection())
        using (var clear = new Statement(connection, "UPDATE Samples SET Brightness = NULL WHERE Name = 'closed'", 0)) clear.Execute();

        Assert.Equal("closed", Ordered(new SampleQuery { Order = SampleOrder.Brightness })[^1]);
        Assert.Equal("closed", Ordered(new SampleQuery { Order = SampleOrder.Brightness, IsDescending = true })[^1]);
    }

    [Fact]
    public async Task ListInMemoryAnswersAsTheDatabaseDoes()
    {
        File.Delete(test.Sounds.Of("808 Kicks/bdShort.wav"));
        Sound("new/listed.wav", TestSounds.Thump(seconds: 0.7));
        await test.ScanAsync(SampleStage.Listed);
        SampleQuery[] filters =
        [
            new(), new() { Class = "Kick" }, new() { Class = "Hat_Close" }, new() { Tag = "MINE" }, new() { Tag = "none" }, new() { IsFavourite = true },
            new() { IsFavourite = false }, new() { IsLabelled = true }, new() { IsLabelled = false }, new() { Kind = SoundKind.OneShot },
            new() { Kind = SoundKind.Loop }, new() { IsMissing = true }, new() { Text = "kicks" }, new() { Text = "o" }, new() { Text = "none" },
            new() { Folder = test.Sounds.Of("Hats") }, new() { Text = "hats", Class = "Hat" },
            new() { Ranges = [new(SampleOrder.Length, 0.05, 0.4), new(SampleOrder.Confidence, null, 1)] },
            new() { Ranges = [new(SampleOrder.Brightness, 0, null)] },
        ];
        using var list = new SampleList(test.Catalogue);
        using var context = test.Catalogue.CreateContext();
        foreach (var filter in filters)
            foreach (var order in Enum.GetValues<SampleOrder>())
                foreach (bool isDescending in new[] { false, true })
                {
                    var query = filter with { Order = order, IsDescending = isDescending };
                    long[] ids = [.. query.ApplyTo(context).Select(s => s.Id)];

                    Assert.Equal(ids, list.Find(query, 0, 100).Ids);
                    var page = list.Find(query, 1, 2);
                    Assert.Equal((ids.Length, query.Filter(context).Count()), (page.TotalCount, page.TotalCount));
                    Assert.Equal(ids.Skip(1).Take(2), page.Ids);
                }
    }

    [Fact]
    public void RowsOfTheListHaveWhatIsShown()
    {
        using var list = new SampleList(test.Catalogue);
        var sample = test.SampleOf("Hats/closed.wav");

        var row = Assert.Single(list.Read([999, sample.Id]));

        Assert.Equal(
            (sample.Id, sample.Path, "closed", "Hat", "Hat_Close", 1.0, true, true, sample.DurationSeconds, "Mine"),
            (row.Id, row.Path, row.Name, row.Class, row.Subclass, row.Confidence, row.IsLabelled, row.IsFavourite, row.DurationSeconds, row.Tags.Single()));
        Assert.Empty(list.Read([test.SampleOf("Hats/Ouvert é.wav").Id]).Single().Tags);
    }

    [Fact]
    public void FeatureTableHasTheRowsOfMeasuredSounds()
    {
        var table = FeatureTable.Read(test.Catalogue);

        Assert.Equal(4, table.Ids.Length);
        int row = Array.IndexOf(table.Ids, test.SampleOf("Hats/closed.wav").Id);
        using var context = test.Catalogue.CreateContext();
        var sample = context.Samples.Where(s => s.Id == table.Ids[row]).Select(s => new { s.Brightness, s.Features!.Mfcc, s.Prediction!.Embedding }).Single();
        Assert.Equal(("Hat", "Hat_Close"), (table.Classes[row], table.Subclasses[row]));
        Assert.Equal((float)sample.Brightness!.Value, table.Timbre[2][row]);
        Assert.Equal(Vectors.FromBytes(sample.Mfcc), table.Mfcc[(row * 640)..((row + 1) * 640)]);
        Assert.Equal(Vectors.FromBytes(sample.Embedding), table.Embedding[(row * 128)..((row + 1) * 128)]);
        Assert.Equal(2, FeatureTable.Read(test.Catalogue, limit: 2).Ids.Length);
    }

    private void Sound(string name, float[] samples) => test.Sounds.Write(name, TestSounds.ToWav(new Pcm(samples, 1, 44100)));

    private string Names(SampleQuery query) => string.Join(',', Ordered(query).Order(StringComparer.OrdinalIgnoreCase));

    private List<string> Ordered(SampleQuery query)
    {
        using var context = test.Catalogue.CreateContext();
        return [.. query.ApplyTo(context).Select(s => s.Name)];
    }
}
