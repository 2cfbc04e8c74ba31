using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

public sealed class OrganiserTests : IDisposable
{
    private readonly FileTree tree = new();
    private readonly List<OrganisedSound> sounds = [];

    public OrganiserTests()
    {
        Add("a.wav", "Kick");
        Add("kit/a.wav", "Kick");
        Add("deep/c.wav", "Snare");
    }

    public static TheoryData<TransferMode> Modes => [.. Enum.GetValues<TransferMode>()];

    /// <summary>Each way, on one file system and, where files have to be copied for a move, as if on two.</summary>
    public static TheoryData<TransferMode, bool> ModesAndSystems => new(
        (TransferMode.Copy, true), (TransferMode.HardLink, true), (TransferMode.SymbolicLink, true), (TransferMode.Move, true), (TransferMode.Move, false));

    private string ManifestPath => tree.Of("out/manifest.jsonl");

    public void Dispose() => tree.Dispose();

    [Theory]
    [MemberData(nameof(ModesAndSystems))]
    public void EveryFileComesToItsPlaceAndBack(TransferMode mode, bool canLink)
    {
        string[] before = tree.Describe();
        using (var manifest = Begin(mode)) Organiser(canLink).Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Equal(["Kick/a (2).wav", "Kick/a.wav", "Snare/c.wav"], Files("out"));
        Assert.Equal(mode == TransferMode.Move ? 0 : 3, Files("in").Length);
        Assert.Equal(["in/a.wav", "in/kit/a.wav"], ((string[])["out/Kick/a.wav", "out/Kick/a (2).wav"]).Select(f => File.ReadAllText(tree.Of(f))));
        Assert.Equal(mode == TransferMode.SymbolicLink ? tree.Of("in/a.wav") : null, new FileInfo(tree.Of("out/Kick/a.wav")).LinkTarget);

        Assert.Empty(Undo(canLink));
        Assert.Equal(before, tree.Describe());
    }

    [Fact]
    public void TimeAndModeOfAFileStay()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        foreach (var sound in sounds) File.SetLastWriteTimeUtc(sound.Path, time);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(sounds[0].Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (var manifest = Begin(TransferMode.Copy)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Equal(time, File.GetLastWriteTimeUtc(tree.Of("out/Kick/a.wav")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(File.GetUnixFileMode(sounds[0].Path), File.GetUnixFileMode(tree.Of("out/Kick/a.wav")));
    }

    [Theory]
    [MemberData(nameof(ModesAndSystems))]
    public void StoppedAnywhereItIsUndoneWhole(TransferMode mode, bool canLink)
    {
        string[] before = tree.Describe();
        int steps = 0;
        for (bool stopped = true; stopped; steps++)
        {
            stopped = CrashAfter(steps, mode, canLink);
            Assert.Empty(Undo(canLink));
            Assert.Equal(before, tree.Describe());
        }

        Assert.InRange(steps, 10, 60);
    }

    [Theory]
    [MemberData(nameof(ModesAndSystems))]
    public void StoppedAnywhereItIsResumedToTheSameEnd(TransferMode mode, bool canLink)
    {
        using (var manifest = Begin(mode)) Organiser(canLink).Run(manifest, null, TestContext.Current.CancellationToken);
        string[] undisturbed = Describe();
        Undo(canLink);

        for (int steps = 0; CrashAfter(steps, mode, canLink); steps++)
        {
            using (var manifest = Manifest.Open(ManifestPath))
            {
                Organiser(canLink).Run(manifest, null, TestContext.Current.CancellationToken);
                Assert.True(manifest.IsFinished);
            }

            Assert.Equal(undisturbed, Describe());
            Assert.Empty(Undo(canLink));
        }
    }

    [Theory]
    [MemberData(nameof(ModesAndSystems))]
    public void UndoStoppedAnywhereIsDoneAgain(TransferMode mode, bool canLink)
    {
        string[] before = tree.Describe();
        for (int steps = 0; ; steps++)
        {
            using (var manifest = Begin(mode)) Organiser(canLink).Run(manifest, null, TestContext.Current.CancellationToken);
            int left = steps;
            bool stopped = false;
            using (var manifest = Manifest.Open(ManifestPath))
            {
                try
                {
                    new OrganiseUndo(Linker(canLink), () => _ = left-- > 0 ? 0 : throw new CrashException()).Run(manifest, null, TestContext.Current.CancellationToken);
                }
                catch (CrashException)
                {
                    stopped = true;
                }
            }

            // Once the manifest is gone, all is back; the folder that held it may be left, empty.
            if (File.Exists(ManifestPath)) Assert.Empty(Undo(canLink));
            else if (Directory.Exists(tree.Of("out"))) Directory.Delete(tree.Of("out"));
            Assert.Equal(before, tree.Describe());
            if (!stopped) break;
        }
    }

    [Fact]
    public void PieceOfACopyIsTakenAwayOrMadeWhole()
    {
        string[] before = tree.Describe();
        for (int round = 0; round < 2; round++)
        {
            Begin(TransferMode.Copy, ManifestEvent.Begin).Dispose();
            tree.Write("out/Kick/a.wav", "in/a");
            if (round == 0)
            {
                using var manifest = Manifest.Open(ManifestPath);
                new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
                Assert.Equal("in/a.wav", File.ReadAllText(tree.Of("out/Kick/a.wav")));
            }

            Undo();
            if (round == 1) Directory.Delete(tree.Of("out"), recursive: true);
        }

        Assert.Equal(before, tree.Describe().Where(l => !l.StartsWith("out", StringComparison.Ordinal)));
        Assert.Empty(Files("out"));
    }

    [Fact]
    public void PieceOfAFileThatWasBeingWrittenBackIsMadeWhole()
    {
        string[] before = tree.Describe();
        using (var manifest = Begin(TransferMode.Move)) Organiser(canLink: false).Run(manifest, null, TestContext.Current.CancellationToken);
        using (var manifest = Manifest.Open(ManifestPath)) manifest.Write(new ManifestLine(ManifestEvent.Restore) { Item = 0 });
        tree.Write("in/a.wav", "in/a");

        Assert.Empty(Undo(canLink: false));
        Assert.Equal(before, tree.Describe());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void WhatHasComeSinceThePlanIsNotOverwritten(TransferMode mode)
    {
        using (var manifest = Begin(mode))
        {
            tree.Write("out/Kick/a.wav", "came since");
            new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
        }

        Assert.Equal("came since", File.ReadAllText(tree.Of("out/Kick/a.wav")));
        Assert.Contains("in/a.wav", ((string[])["a (2).wav", "a (3).wav"]).Select(f => File.ReadAllText(tree.Of("out/Kick/" + f))));
        Assert.Empty(Undo());
        Assert.Equal("came since", File.ReadAllText(tree.Of("out/Kick/a.wav")));
        Assert.Equal(3, Files("in").Length);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void WhatComesAtTheVeryMomentIsNotOverwritten(TransferMode mode)
    {
        bool come = false;
        using (var manifest = Begin(mode))
        {
            // After the line that announces the first file, and before that file is put there.
            new Organiser(HardLink.TryCreate, () =>
            {
                if (come || manifest.Items[0].State != TransferState.Begun) return;
                come = true;
                tree.Write("out/Kick/a.wav", "came just now");
            }).Run(manifest, null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            ["came just now", "in/a.wav", "in/deep/c.wav", "in/kit/a.wav"],
            Files("out").Select(f => File.ReadAllText(tree.Of("out/" + f))).Order(StringComparer.Ordinal));
        Assert.Equal("came just now", File.ReadAllText(tree.Of("out/Kick/a.wav")));
    }

    [Fact]
    public void FileThatHasGoneIsNamedAndTheRestIsDone()
    {
        using var manifest = Begin(TransferMode.Move);
        File.Delete(tree.Of("in/kit/a.wav"));

        new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Equal([TransferState.Done, TransferState.Failed, TransferState.Done], manifest.Items.Select(i => i.State));
        Assert.Equal("The file has gone.", manifest.Items[1].Problem);
        Assert.Equal(["Kick/a.wav", "Snare/c.wav"], Files("out"));
    }

    [Fact]
    public void LinkIsNotMoved()
    {
        if (!TryLink("in/link.wav", "in/a.wav")) Assert.Skip("The system allows no links.");
        sounds.Add(tree.Sound("link.wav", "Kick"));
        using var manifest = Begin(TransferMode.Move);

        new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Equal(TransferState.Failed, manifest.Items[^1].State);
        Assert.NotNull(new FileInfo(tree.Of("in/link.wav")).LinkTarget);
    }

    [Fact]
    public void HardLinkToALinkLeadsToItsFile()
    {
        if (!TryLink("in/link.wav", "in/a.wav")) Assert.Skip("The system allows no links.");
        sounds.Add(tree.Sound("link.wav", "Kick"));
        using (var manifest = Begin(TransferMode.HardLink)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Null(new FileInfo(tree.Of("out/Kick/link.wav")).LinkTarget);
        Assert.Equal("in/a.wav", File.ReadAllText(tree.Of("out/Kick/link.wav")));
        Assert.Empty(Undo());
        Assert.Equal("in/a.wav", File.ReadAllText(tree.Of("in/a.wav")));
    }

    [Fact]
    public void HardLinkWhereThereAreNoneIsRefused()
    {
        using (var manifest = Begin(TransferMode.HardLink))
            Assert.Throws<OrganiseException>(() => Organiser(canLink: false).Run(manifest, null, TestContext.Current.CancellationToken));

        Assert.Empty(Undo());
        Assert.Equal(3, Files("in").Length);
        Assert.False(Directory.Exists(tree.Of("out")));
    }

    [Fact]
    public void OriginalStaysWhereTheCopyIsNotWhole()
    {
        using var manifest = Begin(TransferMode.Move);
        var organiser = new Organiser((_, _) => LinkOutcome.Impossible, () =>
        {
            // A disk that does not keep what is written to it.
            if (File.Exists(tree.Of("out/Kick/a.wav"))) File.WriteAllText(tree.Of("out/Kick/a.wav"), "in/b.wav");
        });

        Assert.Throws<IOException>(() => organiser.Run(manifest, null, TestContext.Current.CancellationToken));

        Assert.Equal(3, Files("in").Length);
        Assert.Empty(Files("out"));
    }

    [Fact]
    public void OriginalThatChangesWhileItIsCopiedStays()
    {
        using var manifest = Begin(TransferMode.Move);
        var organiser = new Organiser((_, _) => LinkOutcome.Impossible, () =>
        {
            if (File.Exists(tree.Of("out/Kick/a.wav")) && File.Exists(tree.Of("in/a.wav"))) File.AppendAllText(tree.Of("in/a.wav"), " more");
        });

        organiser.Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Equal(TransferState.Failed, manifest.Items[0].State);
        Assert.StartsWith("in/a.wav more", File.ReadAllText(tree.Of("in/a.wav")), StringComparison.Ordinal);
        Assert.False(File.Exists(tree.Of("out/Kick/a.wav")));
    }

    [Fact]
    public void MoveBetweenRealFileSystems()
    {
        if (!Directory.Exists("/dev/shm")) Assert.Skip("There is no second file system here.");
        string other = Path.Join("/dev/shm", Path.GetFileName(tree.Root));
        string[] before = tree.Describe();
        try
        {
            File.WriteAllText(Path.Join(Directory.CreateDirectory(other).FullName, "probe"), "");
            if (HardLink.TryCreate(Path.Join(other, "probe"), tree.Of("probe")) != LinkOutcome.Impossible) Assert.Skip("Both lie on one file system.");
            File.Delete(Path.Join(other, "probe"));
            string manifestPath = Path.Join(other, "out", "manifest.jsonl");
            var plan = OrganisePlanner.Plan(sounds, tree.Options(TransferMode.Move) with { Destination = Path.Join(other, "out") }, TestContext.Current.CancellationToken);
            using (var manifest = Manifest.Create(manifestPath, tree.Of("in"), Path.Join(other, "out"), TransferMode.Move, plan))
                new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);

            Assert.Empty(Files("in"));
            Assert.Equal("in/a.wav", File.ReadAllText(Path.Join(other, "out/Kick/a.wav")));
            using (var manifest = Manifest.Open(manifestPath)) Assert.Empty(new OrganiseUndo().Run(manifest, null, TestContext.Current.CancellationToken));
            Assert.Equal(before, tree.Describe());
            Assert.Empty(Directory.EnumerateFileSystemEntries(other));
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public void CancelledWorkStopsBetweenFilesAndCanBeResumed()
    {
        using var cancellation = new CancellationTokenSource();
        using (var manifest = Begin(TransferMode.Move))
            Assert.Throws<OperationCanceledException>(() => new Organiser().Run(manifest, _ => cancellation.Cancel(), cancellation.Token));
        Assert.Single(Files("out"));

        using (var manifest = Manifest.Open(ManifestPath)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);
        Assert.Equal(3, Files("out").Length);
    }

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

    private void Add(string relative, string @class)
    {
        tree.Write("in/" + relative, "in/" + relative);
        sounds.Add(tree.Sound(relative, @class));
    }

    private Manifest Begin(TransferMode mode, ManifestEvent? then = null)
    {
        var plan = OrganisePlanner.Plan(sounds, tree.Options(mode), TestContext.Current.CancellationToken);
        var manifest = Manifest.Create(ManifestPath, tree.Of("in"), tree.Of("out"), mode, plan);
        if (then is { } line) manifest.Write(new ManifestLine(line) { Item = 0, To = plan[0].Target });
        return manifest;
    }

    /// <summary>Runs as far as some steps; false where that is all the way.</summary>
    private bool CrashAfter(int steps, TransferMode mode, bool canLink)
    {
        int left = steps;
        using var manifest = Begin(mode);
        try
        {
            new Organiser(Linker(canLink), () => _ = left-- > 0 ? 0 : throw new CrashException()).Run(manifest, null, TestContext.Current.CancellationToken);
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private IReadOnlyList<ManifestItem> Undo(bool canLink = true)
    {
        using var manifest = Manifest.Open(ManifestPath);
        return new OrganiseUndo(Linker(canLink), () => { }).Run(manifest, null, TestContext.Current.CancellationToken);
    }

    private static Organiser Organiser(bool canLink) => new(Linker(canLink), () => { });

    private static Func<string, string, LinkOutcome> Linker(bool canLink) => canLink ? HardLink.TryCreate : (_, _) => LinkOutcome.Impossible;

    private bool TryLink(string link, string target)
    {
        try
        {
            File.CreateSymbolicLink(tree.Of(link), tree.Of(target));
            return true;
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string[] Describe() => FileTree.Describe(tree.Root, p => p != ManifestPath);

    private string[] Files(string folder) => !Directory.Exists(tree.Of(folder)) ? [] :
        [.. Directory.EnumerateFiles(tree.Of(folder), "*", SearchOption.AllDirectories).Where(f => f != ManifestPath)
            .Select(f => Path.GetRelativePath(tree.Of(folder), f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private sealed class CrashException : Exception;
}
