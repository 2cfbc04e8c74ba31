using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

/// <summary>Every file comes to its place, nothing is overwritten, and no original goes before its copy is whole.</summary>
public sealed class OrganiserTests : OrganiserScene
{
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
}
