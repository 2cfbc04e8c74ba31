using System.Diagnostics;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Classification;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue.Tests.Import;

/// <summary>What a later import does about what happened on disk since the one before.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly TestCatalogue test = new();

    public void Dispose() => test.Dispose();

    [Theory]
    [InlineData("renamed.wav")]
    [InlineData("another folder/kick.wav")]
    public async Task MovedFileKeepsWhatWasSaidOfItsSound(string newName)
    {
        string path = test.Sounds.Thump("kick.wav");
        await test.AddAsync();
        Say(path);
        Directory.CreateDirectory(Path.GetDirectoryName(test.Sounds.Of(newName))!);
        File.Move(path, test.Sounds.Of(newName));

        await test.ScanAsync();

        AssertSaid(newName);
        using var context = test.Catalogue.CreateContext();
        Assert.Equal([test.Sounds.Of(newName)], context.Files.Select(f => f.Path));
        Assert.Equal(test.Sounds.Of(newName), context.Samples.Single().Path);
    }

    [Fact]
    public async Task CopySharesWhatWasSaidOfItsSound()
    {
        string path = test.Sounds.Thump("kick.wav");
        await test.AddAsync();
        Say(path);
        File.Copy(path, test.Sounds.Of("copy.wav"));

        var summary = await test.ScanAsync();

        Assert.Equal((1, 0), (summary.New, summary.Classified));
        AssertSaid("copy.wav");
        AssertSaid("kick.wav");
        Assert.Equal(path, test.SampleOf("copy.wav").Path);
    }

    [Fact]
    public async Task WhatWasSaidOfAListedCopyGoesToItsSound()
    {
        test.Sounds.Thump("a.wav");
        await test.AddAsync();
        string copy = test.Sounds.Thump("b.wav");
        await test.ScanAsync(SampleStage.Listed);
        Say(copy);

        await test.ScanAsync();

        AssertSaid("a.wav");
        AssertSaid("b.wav");
    }

    [Fact]
    public async Task WhatWasSaidOfASoundBeforeItWasReadGoesToItsContent()
    {
        test.Sounds.Thump("a.wav");
        await test.AddAsync();
        test.Sounds.Thump("b.wav");
        await test.ScanAsync(SampleStage.Listed);
        // By its number, as a window does: nobody has looked into the file yet.
        Say([test.SampleOf("b.wav").Id]);
        Assert.NotEqual(test.SampleOf("a.wav").Id, test.SampleOf("b.wav").Id);

        await test.ScanAsync();

        Assert.Equal(test.SampleOf("a.wav").Id, test.SampleOf("b.wav").Id);
        AssertSaid("a.wav");
        // The history went with it.
        Assert.Equal([test.SampleOf("a.wav").Id], new LibraryEdits(test.Catalogue).Undo(EditKind.Label));
        Assert.Null(test.SampleOf("a.wav").LabelClass);
    }

    [Fact]
    public async Task WhatIsSaidOfAFileThatHasChangedIsSaidOfItsNewContent()
    {
        string path = test.Sounds.Thump("a.wav");
        await test.AddAsync();
        long old = test.SampleOf("a.wav").Id;
        test.Sounds.Hiss("a.wav");

        Say(path);

        Assert.NotEqual(old, test.SampleOf("a.wav").Id);
        AssertSaid("a.wav");
        using var context = test.Catalogue.CreateContext();
        Assert.Null(context.Samples.Where(s => s.Id == old).Select(s => s.LabelClass).SingleOrDefault());
    }

    [Fact]
    public async Task TouchedFileIsHashedAndNotHeardAgain()
    {
        string path = test.Sounds.Thump("kick.wav");
        await test.AddAsync();
        long id = test.SampleOf("kick.wav").Id;
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddMinutes(1));

        var summary = await test.ScanAsync();
        var again = await test.ScanAsync();

        Assert.Equal((1, 0), (summary.Changed, summary.Classified));
        Assert.Equal((0, 1), (again.Changed, again.Unchanged));
        Assert.Equal(id, test.SampleOf("kick.wav").Id);
    }

    [Fact]
    public async Task FileWithAnotherContentIsAnotherSound()
    {
        string path = test.Sounds.Thump("sound.wav");
        await test.AddAsync();
        new LibraryEdits(test.Catalogue).SetFavourite([test.SampleOf("sound.wav").Id], true);
        test.Sounds.Hiss("sound.wav");

        var summary = await test.ScanAsync();

        Assert.Equal((1, 1), (summary.Changed, summary.Classified));
        Assert.Equal(("Hat", false), (test.SampleOf("sound.wav").Class, test.SampleOf("sound.wav").IsFavourite));
        // The favourite is out of sight, and comes back with its content.
        test.Sounds.Thump("back.wav");
        await test.ScanAsync();
        Assert.True(test.SampleOf("back.wav").IsFavourite);
    }

    [Fact]
    public async Task DeletedFileIsMissingAndItsSoundReturnsWithIt()
    {
        string path = test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");
        await test.AddAsync();
        byte[] content = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var time = File.GetLastWriteTimeUtc(path);
        File.Delete(path);

        var gone = await test.ScanAsync();
        bool wasPresent = test.SampleOf("kick.wav").IsPresent;
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, time);
        var back = await test.ScanAsync();

        Assert.Equal(1, gone.Missing);
        Assert.False(wasPresent);
        Assert.Equal((0, 0, 2), (back.New, back.Classified, back.Unchanged));
        Assert.True(test.SampleOf("kick.wav").IsPresent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FolderThatIsNotThereIsOfflineAndKeepsItsSounds(bool leavesAnEmptyMountPoint)
    {
        test.Sounds.Thump("drive/kick.wav");
        string drive = test.Sounds.Of("drive"), away = test.Sounds.Of("away");
        new LibraryFolders(test.Catalogue).Add(drive);
        await test.ScanAsync();
        Directory.Move(drive, away);
        if (leavesAnEmptyMountPoint) Directory.CreateDirectory(drive);

        var offline = await test.ScanAsync();
        var folder = LibraryStatus.Read(test.Catalogue).Folders.Single();
        var sample = test.SampleOf("drive/kick.wav");
        if (leavesAnEmptyMountPoint) Directory.Delete(drive);
        Directory.Move(away, drive);
        var online = await test.ScanAsync();

        Assert.Equal([drive], offline.OfflineFolders);
        Assert.Equal((0, true), (offline.Missing, folder.IsOffline));
        Assert.True(sample.IsPresent);
        Assert.Equal((0, 1), (online.New, online.Unchanged));
        Assert.False(LibraryStatus.Read(test.Catalogue).Folders.Single().IsOffline);
    }

    [Fact]
    public async Task UnreadableFileIsListedWithItsReasonAndTriedAgainOnlyWhenItChanges()
    {
        string path = test.Sounds.Write("broken.wav", "this is no sound"u8);

        var first = await test.AddAsync();
        var second = await test.ScanAsync();
        using (var context = test.Catalogue.CreateContext())
        {
            var file = context.Files.Single();
            Assert.Equal(("notAudio", null), (file.ErrorCode, file.SampleId));
            Assert.NotEmpty(file.ErrorMessage!);
            Assert.Empty(context.Samples);
        }

        test.Sounds.Thump("broken.wav");
        var third = await test.ScanAsync();

        Assert.Equal((1, 0), (first.Unreadable, second.Unreadable));
        Assert.Equal((1, 1), (third.Changed, third.Classified));
        Assert.Equal("Kick", test.SampleOf("broken.wav").Class);
        Assert.Equal(path, test.SampleOf("broken.wav").Path);
    }

    [Fact]
    public async Task FolderThatMayNotBeReadIsReportedAndItsFilesAreNotMissing()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There are no such rights here.");
        if (Environment.IsPrivilegedProcess) Assert.Skip("Nothing is forbidden to this user.");
        test.Sounds.Thump("closed/kick.wav");
        await test.AddAsync();
        SetMode(test.Sounds.Of("closed"), UnixFileMode.None);
        try
        {
            var summary = await test.ScanAsync();

            Assert.Equal(0, summary.Missing);
            using var context = test.Catalogue.CreateContext();
            Assert.Equal("unreadable", context.Files.Single(f => f.Path == test.Sounds.Of("closed")).ErrorCode);
        }
        finally
        {
            SetMode(test.Sounds.Of("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("decoderMissing", 1)]
    [InlineData("unreadable", 1)]
    [InlineData("corrupt", 0)]
    public async Task FaultThatIsNotTheFilesOwnIsTriedAgainAtEachScan(string errorCode, int classified)
    {
        test.Sounds.Thump("kick.wav");
        await test.AddAsync();
        using (var context = test.Catalogue.CreateContext())
            context.Files.ExecuteUpdate(set => set.SetProperty(f => f.SampleId, (long?)null).SetProperty(f => f.ErrorCode, errorCode).SetProperty(f => f.ErrorMessage, "so it was"));

        await test.ScanAsync();

        using var after = test.Catalogue.CreateContext();
        Assert.Equal(classified, after.Samples.Count(s => s.IsPresent && s.Class == "Kick"));
        Assert.Equal(1 - classified, after.Files.Count(f => f.ErrorCode == errorCode));
    }

    [Fact]
    public async Task NamesThatAreNoTextAreListedWithThatReasonOnceAndAgain()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The system takes no such names.");
        test.Sounds.Thump("kick.wav");
        using (var shell = Process.Start("sh", ["-c", "for c in 376 377; do printf x > \"$1/$(printf \"twin\\\\$c.wav\")\"; mkdir \"$1/$(printf \"twin\\\\$c\")\"; done", "-", test.Sounds.Path]))
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal(5, Directory.EnumerateFileSystemEntries(test.Sounds.Path).Count());

            await test.AddAsync();
            await test.ScanAsync();

            using var context = test.Catalogue.CreateContext();
            var errors = context.Files.Where(f => f.ErrorCode != null).Select(f => f.ErrorMessage!).ToList();
            Assert.Equal(2, errors.Count);
            Assert.All(errors, e => Assert.Contains("no valid UTF-8", e, StringComparison.Ordinal));
            Assert.Equal("Kick", test.SampleOf("kick.wav").Class);
        }
        finally
        {
            // The framework cannot name them, and so not delete them.
            using var shell = Process.Start("rm", ["-rf", test.Sounds.Path]);
            await shell.WaitForExitAsync(CancellationToken.None);
            Directory.CreateDirectory(test.Sounds.Path);
        }
    }

    [Fact]
    public async Task NewModelHearsAllSoundsAnewAndHandSetClassesStay()
    {
        string path = test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");
        await test.AddAsync(SampleStage.Measured);
        new LibraryEdits(test.Catalogue).SetLabel([test.SampleOf("kick.wav").Id], DrumLabel.Parse("Tom"));
        using var newer = new TestModel(changeCard: card => card with { Version = "2" });
        using var classifier = DrumClassifier.Load(newer.Path);

        var summary = await test.ScanAsync(SampleStage.Measured, classifier);

        Assert.Equal((2, 0), (summary.Classified, summary.Measured));
        var kick = test.SampleOf("kick.wav");
        Assert.Equal(("Tom", "Kick", "test-2", SampleStage.Measured), (kick.Class, kick.PredictedClass, kick.Model, kick.Stage));
        Assert.Equal("test-2", test.SampleOf("hat.wav").Model);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task TheMusiciansFilesAreNeverWrittenTo()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hats/hat.wav");
        test.Sounds.Write("broken.aif", "junk"u8);
        test.Sounds.Write("notes.txt", "not ours"u8);
        var before = Snapshot();

        await test.AddAsync(SampleStage.Measured);
        Say(test.Sounds.Of("kick.wav"));
        await test.ScanAsync(SampleStage.Measured);
        new LibraryFolders(test.Catalogue).Remove(test.Sounds.Path);

        Assert.Equal(before, Snapshot());
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    private List<(string, DateTime, string)> Snapshot() =>
        [.. new DirectoryInfo(test.Sounds.Path).GetFileSystemInfos("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal)
            .Select(f => (f.FullName, f.LastWriteTimeUtc, f is FileInfo ? Convert.ToHexString(File.ReadAllBytes(f.FullName)) : ""))];

    private void Say(string path) => Say(new LibraryLookup(test.Catalogue).SamplesOf([path]));

    private void Say(IReadOnlyList<long> samples)
    {
        var edits = new LibraryEdits(test.Catalogue);
        edits.SetLabel(samples, DrumLabel.Parse("Hat_Open"));
        edits.ChangeTags(samples, ["mine"], []);
        edits.SetFavourite(samples, true);
    }

    private void AssertSaid(string name)
    {
        var sample = test.SampleOf(name);
        Assert.Equal(("Hat", "Hat_Open", true), (sample.LabelClass, sample.LabelSubclass, sample.IsFavourite));
        using var context = test.Catalogue.CreateContext();
        Assert.Equal(["mine"], context.Samples.Where(s => s.Id == sample.Id).SelectMany(s => s.Tags.Select(t => t.Name)));
    }
}
