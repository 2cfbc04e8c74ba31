using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

/// <summary>Stopped at any step, organising and undoing can be taken up again.</summary>
public sealed class OrganiserCrashTests : OrganiserScene
{
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
    public void WhatCameAfterACrashIsNotTakenAway(TransferMode mode)
    {
        // The file was announced, and the crash came before anything was done.
        Begin(mode, ManifestEvent.Begin).Dispose();
        tree.Write("out/Kick/a.wav", "came since");

        using (var manifest = Manifest.Open(ManifestPath)) new Organiser().Run(manifest, null, TestContext.Current.CancellationToken);

        Assert.Equal("came since", File.ReadAllText(tree.Of("out/Kick/a.wav")));
        Assert.Equal(4, Files("out").Length);
        Undo();
        Assert.Equal("came since", File.ReadAllText(tree.Of("out/Kick/a.wav")));
        Assert.Equal(3, Files("in").Length);
    }
}
