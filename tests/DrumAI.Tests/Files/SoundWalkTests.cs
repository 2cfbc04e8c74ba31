using DrumAI.Audio;
using DrumAI.Files;

namespace DrumAI.Tests.Files;

public sealed class SoundWalkTests : IDisposable
{
    private readonly SoundFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FilesComeBeforeFoldersEachInOrdinalOrder()
    {
        foreach (string name in new[] { "b.wav", "a/z.wav", "a/B.wav", "a/a.wav", "Z.wav", "c/d/e.wav", "ä.wav" }) folder.Thump(name);

        Assert.Equal(["Z.wav", "b.wav", "ä.wav", "a/B.wav", "a/a.wav", "a/z.wav", "c/d/e.wav"], Walk());
    }

    [Fact]
    public void PathIsTheArgumentAsGivenJoinedWithThePathBelow()
    {
        folder.Thump("sub/a.wav");

        string Only(string argument) => Assert.Single(SoundWalk.Of([argument])).Path;

        char separator = Path.DirectorySeparatorChar;
        Assert.Equal($"{folder.Path}{separator}sub{separator}a.wav", Only(folder.Path));
        Assert.Equal($"{folder.Path}/sub{separator}a.wav", Only(folder.Path + "/"));
        Assert.Equal($"{folder.Path}/./sub/../sub{separator}a.wav", Only(folder.Path + "/./sub/../sub"));
        Assert.Equal($"{folder.Path}/sub//a.wav", Only(folder.Path + "/sub//a.wav"));
    }

    [Fact]
    public void HiddenEntriesAreEntriesLikeAnyOther()
    {
        folder.Thump(".hidden.wav");
        folder.Thump(".folder/a.wav");

        Assert.Equal([".hidden.wav", ".folder/a.wav"], Walk());
    }

    [Fact]
    public void OnlyNamedFilesSoundsAndSoundNamesAreWanted()
    {
        folder.Write("notes.txt", "hello"u8);
        folder.Write("empty", []);
        folder.Write("junk.wav", "hello"u8);
        folder.Write("kick.dat", File.ReadAllBytes(folder.Thump("a.wav")));

        Assert.Equal(["a.wav", "junk.wav", "kick.dat"], Walk(wantedOnly: true));
        Assert.True(Assert.Single(SoundWalk.Of([folder.Of("notes.txt")])).IsWanted());
    }

    [Fact]
    public void PathThatIsNotThereIsNamedAndWanted()
    {
        var file = Assert.Single(SoundWalk.Of([folder.Of("none")]));

        Assert.True(file.IsNamed);
        Assert.True(file.IsWanted());
    }

    [Fact]
    public void CirclesOfLinksAreWalkedOnce()
    {
        folder.Thump("a/kick.wav");
        folder.Thump("b/hat.wav");
        if (!folder.Link("a/up", "..") || !folder.Link("a/self", ".") || !folder.Link("b/other", "../a")) Assert.Skip("Links cannot be made here.");

        Assert.Equal(["a/kick.wav", "b/hat.wav"], Walk());
    }

    [Fact]
    public void LinkThatLeadsOutIsFollowedOnceUnderItsOwnName()
    {
        using var elsewhere = new SoundFolder();
        elsewhere.Thump("deep/kick.wav");
        folder.Thump("hat.wav");
        if (!folder.Link("out", elsewhere.Path) || !folder.Link("out2", elsewhere.Path) || !elsewhere.Link("deep/back", folder.Path))
            Assert.Skip("Links cannot be made here.");

        Assert.Equal(["hat.wav", "out/deep/kick.wav"], Walk());
    }

    [Fact]
    public void LinkedFilesAreFilesAndBrokenLinksAreReportedByTheirNames()
    {
        folder.Thump("kick.wav");
        if (!folder.Link("again.wav", folder.Of("kick.wav")) || !folder.Link("broken.wav", "nowhere") || !folder.Link("broken", "nowhere"))
            Assert.Skip("Links cannot be made here.");

        Assert.Equal(["again.wav", "broken.wav", "kick.wav"], Walk(wantedOnly: true));
    }

    [Fact]
    public void FolderThatCannotBeListedIsAnErrorAndTheWalkGoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "This user may read every folder.");
        if (OperatingSystem.IsWindows()) return;
        folder.Thump("a.wav");
        string secret = Path.GetDirectoryName(folder.Thump("secret/b.wav"))!;
        folder.Thump("z/c.wav");
        File.SetUnixFileMode(secret, UnixFileMode.None);
        try
        {
            var files = SoundWalk.Of([folder.Path]).ToArray();

            Assert.Equal(3, files.Length);
            Assert.Equal(AudioErrorCode.Unreadable, files[1].Error!.Code);
            Assert.EndsWith("c.wav", files[2].Path, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string[] Walk(bool wantedOnly = false) =>
        [.. SoundWalk.Of([folder.Path]).Where(f => !wantedOnly || f.IsWanted()).Select(f => Path.GetRelativePath(folder.Path, f.Path).Replace('\\', '/'))];
}
