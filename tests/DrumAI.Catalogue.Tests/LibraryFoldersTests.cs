using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Import;
using DrumAI.Catalogue.Queries;

namespace DrumAI.Catalogue.Tests;

public sealed class LibraryFoldersTests : IDisposable
{
    private readonly TestCatalogue test = new();

    private LibraryFolders Folders => new(test.Catalogue);

    public void Dispose() => test.Dispose();

    [Fact]
    public void FolderWithinAnotherIsPartOfIt()
    {
        test.Sounds.Thump("kits/a/kick.wav");
        long outer = Folders.Add(test.Sounds.Path).Id;

        Assert.Equal(outer, Folders.Add(test.Sounds.Of("kits") + Path.DirectorySeparatorChar).Id);
        Assert.Single(LibraryStatus.Read(test.Catalogue).Folders);
    }

    [Fact]
    public async Task FolderAroundOthersTakesTheirPlaceAndTheirFiles()
    {
        test.Sounds.Thump("kits/a/kick.wav");
        test.Sounds.Hiss("kits/b/hat.wav");
        Folders.Add(test.Sounds.Of("kits/a"), isWatched: true);
        await test.ScanAsync();

        Folders.Add(test.Sounds.Path);
        var summary = await test.ScanAsync();

        Assert.Equal((1, 1), (summary.New, summary.Unchanged));
        var folder = Assert.Single(LibraryStatus.Read(test.Catalogue).Folders);
        Assert.Equal((test.Sounds.Path, 2, true), (folder.Path, folder.FileCount, folder.IsWatched));
        using var context = test.Catalogue.CreateContext();
        Assert.Equal(["hat", "kick"], new SampleQuery { Text = "kits" }.ApplyTo(context).Select(s => s.Name).ToList().Order());
    }

    [Fact]
    public void FolderWhoseNameBeginsLikeAnothersIsNotWithinIt()
    {
        test.Sounds.Thump("kit/a.wav");
        test.Sounds.Thump("kit 2/b.wav");

        Folders.Add(test.Sounds.Of("kit"));
        Folders.Add(test.Sounds.Of("kit 2"));

        Assert.Equal(2, LibraryStatus.Read(test.Catalogue).Folders.Count);
    }

    [Fact]
    public void WhatIsNoFolderIsRefused()
    {
        string file = test.Sounds.Thump("kick.wav");

        Assert.Contains("is a file", Assert.Throws<CatalogueException>(() => Folders.Add(file)).Message, StringComparison.Ordinal);
        Assert.Contains("no folder", Assert.Throws<CatalogueException>(() => Folders.Add(test.Sounds.Of("none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemovedFolderIsForgottenAndItsFilesStay()
    {
        string path = test.Sounds.Thump("kick.wav");
        await test.AddAsync();

        var summary = Folders.Remove(test.Sounds.Path);

        Assert.Equal(new RemovalSummary(1, 1, 0), summary);
        Assert.True(File.Exists(path));
        using var context = test.Catalogue.CreateContext();
        Assert.Empty(context.Folders);
        Assert.Empty(context.Files);
        Assert.Empty(context.Samples);
        Assert.Empty(context.Predictions);
    }

    [Fact]
    public async Task WhatWasSaidOutlivesTheRemovalOfAFolder()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");
        await test.AddAsync();
        new LibraryEdits(test.Catalogue).SetLabel([test.SampleOf("kick.wav").Id], DrumLabel.Parse("Gong"));

        var summary = Folders.Remove(test.Sounds.Path);
        bool wasHidden = LibraryStatus.Read(test.Catalogue).SampleCount == 0;
        await test.AddAsync();

        Assert.Equal(new RemovalSummary(2, 1, 1), summary);
        Assert.True(wasHidden);
        Assert.Equal("Gong", test.SampleOf("kick.wav").Class);
    }

    [Fact]
    public async Task DryRunOfARemovalChangesNothing()
    {
        test.Sounds.Thump("kick.wav");
        await test.AddAsync();

        Assert.Equal(new RemovalSummary(1, 1, 0), Folders.Remove(test.Sounds.Path, isDryRun: true));

        Assert.Equal(1, LibraryStatus.Read(test.Catalogue).SampleCount);
        Assert.Equal("Kick", test.SampleOf("kick.wav").Class);
    }

    [Fact]
    public async Task MissingFilesAreForgottenWhenAsked()
    {
        File.Delete(await AddTwoAsync());
        await test.ScanAsync();

        var summary = Folders.RemoveMissing();

        Assert.Equal(new RemovalSummary(1, 1, 0), summary);
        Assert.Equal((1, 0), (LibraryStatus.Read(test.Catalogue).SampleCount, LibraryStatus.Read(test.Catalogue).MissingCount));
    }

    [Fact]
    public async Task PartOfAFolderCannotBeRemovedAlone()
    {
        test.Sounds.Thump("kits/kick.wav");
        await test.AddAsync();

        var error = Assert.Throws<CatalogueException>(() => Folders.Remove(test.Sounds.Of("kits")));

        Assert.Contains(test.Sounds.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsRemovedWhileAnImportRuns()
    {
        await AddTwoAsync();
        using (FolderLock.TryImport(test.DataFolder))
            Assert.Equal(LibraryImport.IsUnderWay, Assert.Throws<CatalogueException>(() => Folders.Remove(test.Sounds.Path)).Message);

        Assert.Equal(2, LibraryStatus.Read(test.Catalogue).SampleCount);
    }

    private async Task<string> AddTwoAsync()
    {
        test.Sounds.Hiss("hat.wav");
        string kick = test.Sounds.Thump("kick.wav");
        await test.AddAsync();
        return kick;
    }
}
