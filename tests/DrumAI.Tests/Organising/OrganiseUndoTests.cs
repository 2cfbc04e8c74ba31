using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

/// <summary>Undoing takes away what organising made, and nothing else.</summary>
public sealed class OrganiseUndoTests : OrganiserScene
{
    [Theory]
    [InlineData(TransferMode.Copy)]
    [InlineData(TransferMode.HardLink)]
    public void LastOfASoundIsNotTakenAway(TransferMode mode)
    {
        using (var manifest = Begin(mode)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
        File.Delete(tree.Of("in/a.wav"));

        var left = Undo();

        Assert.Contains("has gone since", Assert.Single(left).Problem, StringComparison.Ordinal);
        Assert.Equal("in/a.wav", File.ReadAllText(tree.Of("out/Kick/a.wav")));
        Assert.True(File.Exists(ManifestPath));
    }

    [Fact]
    public void WhatWasChangedSinceStays()
    {
        using (var manifest = Begin(TransferMode.Copy)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
        File.AppendAllText(tree.Of("out/Snare/c.wav"), " edited");
        tree.Write("out/Snare/mine.txt", "mine");

        Assert.Equal(tree.Of("out/Snare/c.wav"), Assert.Single(Undo()).Target);
        Assert.Equal(["Snare/c.wav", "Snare/mine.txt"], Files("out"));
    }

    [Fact]
    public void WhatLiesAtTheOldPlaceIsNotOverwritten()
    {
        using (var manifest = Begin(TransferMode.Move)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
        tree.Write("in/a.wav", "new");

        Assert.Single(Undo());
        Assert.Equal("new", File.ReadAllText(tree.Of("in/a.wav")));
        Assert.Equal("in/a.wav", File.ReadAllText(tree.Of("out/Kick/a.wav")));
        Assert.Equal(3, Files("in").Length);
    }

    [Fact]
    public void WhatWasUndoneInPartIsNotResumed()
    {
        using (var manifest = Begin(TransferMode.Move)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
        tree.Write("in/a.wav", "new");
        Undo();

        using var again = Manifest.Open(ManifestPath);
        Assert.Throws<OrganiseException>(() => new Organiser().Run(again, null, TestContext.Current.CancellationToken));
    }
}
