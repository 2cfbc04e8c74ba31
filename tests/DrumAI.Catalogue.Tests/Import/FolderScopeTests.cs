using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;

namespace DrumAI.Catalogue.Tests.Import;

/// <summary>An import of some places of a folder looks at these and leaves the rest as it was.</summary>
public sealed class FolderScopeTests : IAsyncLifetime
{
    private readonly TestCatalogue test = new();

    public async ValueTask InitializeAsync()
    {
        test.Sounds.Thump("a/kick.wav");
        test.Sounds.Hiss("a/deep/hat.wav");
        test.Sounds.Hiss("a.b/other.wav");
        await test.AddAsync();
        // Gone, and new: what only a walk through the whole would see.
        File.Delete(test.Sounds.Of("a.b/other.wav"));
        test.Sounds.Thump("unseen.wav");
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task NewFileIsFound()
    {
        test.Sounds.Hiss("a/new.wav");

        Assert.Equal((1, 0), await ImportAsync("a/new.wav"));
        Assert.Equal(["a.b/other.wav", "a/deep/hat.wav", "a/kick.wav", "a/new.wav"], Present());
    }

    [Fact]
    public async Task NewFolderIsWalkedToTheBottom()
    {
        test.Sounds.Hiss("new/deep/one.wav");
        test.Sounds.Write("new/readme.txt", "no sound"u8);

        Assert.Equal((1, 0), await ImportAsync("new", "new/deep", "new/deep/one.wav"));
        Assert.Contains("new/deep/one.wav", Present());
    }

    [Fact]
    public async Task FileThatIsGoneIsMissing()
    {
        File.Delete(test.Sounds.Of("a/kick.wav"));

        Assert.Equal((0, 1), await ImportAsync("a/kick.wav"));
        Assert.Equal(["a.b/other.wav", "a/deep/hat.wav"], Present());
    }

    [Fact]
    public async Task AllBelowAFolderThatIsGoneIsMissing()
    {
        Directory.Delete(test.Sounds.Of("a"), recursive: true);

        Assert.Equal((0, 2), await ImportAsync("a"));
        Assert.Equal(["a.b/other.wav"], Present());
    }

    [Fact]
    public async Task WhatDidNotChangeIsNotReadAgain()
    {
        Assert.Equal((0, 0), await ImportAsync("a"));
        Assert.Equal(["a.b/other.wav", "a/deep/hat.wav", "a/kick.wav"], Present());
    }

    [Fact]
    public async Task LinkToAFolderMeansAWalkThroughTheWhole()
    {
        Directory.CreateSymbolicLink(test.Sounds.Of("a/link"), test.Sounds.Of("a/deep"));

        Assert.Equal((1, 1), await ImportAsync("a"));
        Assert.Equal(["a/deep/hat.wav", "a/kick.wav", "unseen.wav"], Present());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../elsewhere")]
    public async Task PlaceThatIsNotBelowTheFolderMeansAWalkThroughTheWhole(string place)
    {
        Assert.Equal((1, 1), await ImportAsync(place));
        Assert.Contains("unseen.wav", Present());
    }

    private async Task<(long New, long Missing)> ImportAsync(params string[] places)
    {
        using var context = test.Catalogue.CreateContext();
        long folder = context.Folders.Single().Id;
        var import = new LibraryImport(test.Catalogue, test.Classifier, new ImportOptions { ThreadCount = 1, Until = SampleStage.Classified });
        var scope = new FolderScope(folder, [.. places.Select(p => Path.GetFullPath(test.Sounds.Of(p)))]);
        var summary = await import.TryRunAsync([scope], TestContext.Current.CancellationToken);
        return (summary!.New, summary.Missing);
    }

    private List<string> Present()
    {
        using var context = test.Catalogue.CreateContext();
        return [.. context.Files.Where(f => !f.IsMissing).Select(f => f.Path).ToList().Select(p => Path.GetRelativePath(test.Sounds.Path, p)).Order(StringComparer.Ordinal)];
    }
}
