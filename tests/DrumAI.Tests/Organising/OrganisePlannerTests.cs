using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

public sealed class OrganisePlannerTests : IDisposable
{
    private readonly FileTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ClassIsAFolder() => Assert.Equal(["Kick/a.wav", "Hat/b.wav"], Plan(FolderScheme.Class, Sound("a.wav", "Kick"), Sound("x/b.wav", "Hat", "Hat_Open")));

    [Fact]
    public void SubclassIsAFolderWithinItsClass() =>
        Assert.Equal(["Kick/a.wav", "Hat/Hat_Open/b.wav"], Plan(FolderScheme.Subclass, Sound("a.wav", "Kick"), Sound("x/b.wav", "Hat", "Hat_Open")));

    [Fact]
    public void KitIsCalledLikeItsFoldersButForThoseThatNameAClass() => Assert.Equal(
        ["TR-808/Kick/a.wav", "TR-808/Hat/b.wav", "Old - No. 3/Snare/c.wav", "in/Kick/d.wav", "in/Kick/e.wav"],
        Plan(
            FolderScheme.Kit,
            Sound("TR-808/a.wav", "Kick"),
            Sound("TR-808/Open Hats/b.wav", "Hat"),
            Sound("Old/Caisses claires/No. 3/c.wav", "Snare"),
            Sound("d.wav", "Kick"),
            Sound("Kicks/e.wav", "Kick")));

    [Fact]
    public void UnsureSoundsGoToReview() => Assert.Equal(
        ["Review/Kick/a.wav", "Kick/b.wav", "Review/Hat/c.wav"],
        Plan(FolderScheme.Class, Sound("a.wav", "Kick", confidence: 0.49), Sound("b.wav", "Kick", confidence: 0.5), Sound("c.wav", "Hat", confidence: 0.1, isLoop: true)));

    [Fact]
    public void LoopsGoToTheirOwnFolder() => Assert.Equal(["Loops/Kick/a.wav"], Plan(FolderScheme.Class, Sound("a.wav", "Kick", isLoop: true)));

    [Fact]
    public void NamesThatSomeSystemTakesForOneGetNumbers() => Assert.Equal(
        ["Kick/a.wav", "Kick/A (2).wav", "Kick/a (3).wav", "Hat/a.wav", "Kick/été.wav", "Kick/e\u0301te\u0301 (2).wav", "Kick/_con.wav", "Kick/_con (2).wav"],
        Plan(
            FolderScheme.Class,
            Sound("1/a.wav", "Kick"),
            Sound("2/A.wav", "Kick"),
            Sound("3/a.wav", "Kick"),
            Sound("4/a.wav", "Hat"),
            Sound("1/été.wav", "Kick"),
            Sound("2/e\u0301te\u0301.wav", "Kick"),
            Sound("1/con.wav", "Kick"),
            Sound("1/_con.wav", "Kick")));

    [Fact]
    public void WhatLiesThereKeepsItsName()
    {
        tree.Write("out/Kick/A.WAV", "another sound");
        tree.Write("out/Kick/a (2).wav", "a third");

        Assert.Equal(["Kick/a (3).wav"], Plan(FolderScheme.Class, Sound("a.wav", "Kick")));
    }

    [Fact]
    public void FolderThatDiffersInCaseIsUsedAndAFileOfItsNameIsNot()
    {
        tree.Write("out/kick/other.wav", "");
        tree.Write("out/Hat", "a file");

        Assert.Equal(["kick/a.wav", "Hat (2)/b.wav"], Plan(FolderScheme.Class, Sound("a.wav", "Kick"), Sound("b.wav", "Hat")));
    }

    [Theory]
    [InlineData(TransferMode.Copy, true)]
    [InlineData(TransferMode.HardLink, true)]
    [InlineData(TransferMode.Move, false)]
    public void SameContentInItsPlaceIsAlreadyThere(TransferMode mode, bool isAlreadyThere)
    {
        tree.Write("out/Kick/a.wav", "in/a.wav");

        var planned = Assert.Single(OrganisePlanner.Plan([Sound("a.wav", "Kick")], tree.Options(mode), TestContext.Current.CancellationToken));

        Assert.Equal(isAlreadyThere, planned.IsAlreadyThere);
        Assert.Equal(tree.Of(isAlreadyThere ? "out/Kick/a.wav" : "out/Kick/a (2).wav"), planned.Target);
    }

    [Fact]
    public void FileIsNeverPlannedOntoItself()
    {
        string path = tree.Write("out/Kick/a.wav", "x");
        var sound = new OrganisedSound(path, "a.wav", "Kick", null, 1, false);

        Assert.True(Assert.Single(OrganisePlanner.Plan([sound], tree.Options(TransferMode.Move), TestContext.Current.CancellationToken)).IsAlreadyThere);
    }

    private OrganisedSound Sound(string relative, string @class, string? subclass = null, double confidence = 1, bool isLoop = false)
    {
        tree.Write("in/" + relative, "in/" + relative);
        return tree.Sound(relative, @class, subclass, confidence, isLoop);
    }

    private IEnumerable<string> Plan(FolderScheme by, params OrganisedSound[] sounds) =>
        OrganisePlanner.Plan(sounds, tree.Options(TransferMode.Copy, by), TestContext.Current.CancellationToken)
            .Select(p => Path.GetRelativePath(tree.Of("out"), p.Target).Replace('\\', '/'));
}
