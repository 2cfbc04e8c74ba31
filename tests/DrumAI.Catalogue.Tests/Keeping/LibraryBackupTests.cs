using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Keeping;

namespace DrumAI.Catalogue.Tests.Keeping;

public sealed class LibraryBackupTests : IDisposable
{
    private readonly TestCatalogue test = new();
    private readonly string other = Directory.CreateTempSubdirectory("drumai-restored-").FullName;

    public void Dispose()
    {
        test.Dispose();
        Directory.Delete(other, recursive: true);
    }

    [Fact]
    public async Task RestoredBackupHasAllThatWasThere()
    {
        test.Sounds.Thump("kick.wav");
        await test.AddAsync(SampleStage.Measured);
        new LibraryEdits(test.Catalogue).ChangeTags([test.SampleOf("kick.wav").Id], ["mine"], []);
        string backup = Path.Combine(other, "backup.db");

        LibraryBackup.Write(test.Catalogue, backup);
        LibraryBackup.Restore(other, backup);

        using var restored = SampleCatalogue.Open(other);
        using var context = restored.CreateContext();
        var sample = context.Samples.Select(s => new { s.Class, s.Stage, s.Path, Tag = s.Tags.Single().Name, Mfcc = s.Features!.Mfcc.Length }).Single();
        Assert.Equal(("Kick", SampleStage.Measured, test.Sounds.Of("kick.wav"), "mine", 2560), (sample.Class, sample.Stage, sample.Path, sample.Tag, sample.Mfcc));
        Assert.Empty(LibraryCheck.Run(restored, repair: false, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RestoringKeepsTheCatalogueOfBefore()
    {
        test.Sounds.Thump("kick.wav");
        string backup = Path.Combine(other, "empty.db");
        LibraryBackup.Write(test.Catalogue, backup);
        await test.AddAsync();
        LibraryBackup.Write(test.Catalogue, Path.Combine(other, "full.db"));
        LibraryBackup.Restore(other, Path.Combine(other, "full.db"));

        string kept = LibraryBackup.Restore(other, backup)!;

        using (var restored = SampleCatalogue.Open(other)) Assert.Equal(0, LibraryStatus.Read(restored).SampleCount);
        LibraryBackup.Restore(other, kept);
        using (var again = SampleCatalogue.Open(other)) Assert.Equal(1, LibraryStatus.Read(again).SampleCount);
    }

    [Fact]
    public void BackupReplacesNothing()
    {
        string file = Path.Combine(other, "notes.txt");
        File.WriteAllText(file, "mine");

        Assert.Throws<CatalogueException>(() => LibraryBackup.Write(test.Catalogue, file));

        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void WhatIsNoCatalogueIsNotRestored()
    {
        string junk = Path.Combine(other, "junk.db"), empty = Path.Combine(other, "none.db");
        File.WriteAllText(junk, new string('x', 5000));
        File.WriteAllBytes(empty, []);
        SampleCatalogue.Open(other).Dispose();
        byte[] before = File.ReadAllBytes(Path.Combine(other, SampleCatalogue.FileName));

        foreach (string file in new[] { junk, empty, Path.Combine(other, "absent.db") })
            Assert.Throws<CatalogueException>(() => LibraryBackup.Restore(other, file));

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(other, SampleCatalogue.FileName)));
    }

    [Fact]
    public async Task DamagedBackupIsNotRestored()
    {
        for (int i = 0; i < 30; i++) test.Sounds.Write($"{i}.wav", TestSounds.ToWav(new Audio.Pcm(TestSounds.Thump(seconds: 0.1 + i * 0.001), 1, 44100)));
        await test.AddAsync();
        string backup = Path.Combine(other, "backup.db");
        LibraryBackup.Write(test.Catalogue, backup);
        byte[] bytes = await File.ReadAllBytesAsync(backup, TestContext.Current.CancellationToken);
        bytes.AsSpan(4096, bytes.Length - 8192).Fill(0x5a);
        await File.WriteAllBytesAsync(backup, bytes, TestContext.Current.CancellationToken);

        Assert.Throws<CatalogueException>(() => LibraryBackup.Restore(other, backup));
        Assert.False(File.Exists(Path.Combine(other, SampleCatalogue.FileName)));
    }

    [Fact]
    public void NothingIsRestoredUnderAnOpenCatalogue()
    {
        string backup = Path.Combine(other, "backup.db");
        LibraryBackup.Write(test.Catalogue, backup);

        var error = Assert.Throws<CatalogueException>(() => LibraryBackup.Restore(test.DataFolder, backup));

        Assert.Contains("open", error.Message, StringComparison.Ordinal);
    }
}
