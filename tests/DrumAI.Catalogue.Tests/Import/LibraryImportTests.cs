using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;
using DrumAI.Features;

namespace DrumAI.Catalogue.Tests.Import;

public sealed class LibraryImportTests : IDisposable
{
    private readonly TestCatalogue test = new();

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task ListedSoundsCanBeFoundAndPlayedBeforeAnyIsRead()
    {
        string path = test.Sounds.Thump("kits/kick.wav");

        await test.AddAsync(SampleStage.Listed);

        var sample = test.SampleOf("kits/kick.wav");
        Assert.Equal((SampleStage.Listed, path, "kick", true), (sample.Stage, sample.Path, sample.Name, sample.IsPresent));
        Assert.Null(sample.ContentHash);
        Assert.Null(sample.Class);
    }

    [Fact]
    public async Task ClassifiedSoundsHaveTheModelsAnswerAndPlainMeasures()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");

        var summary = await test.AddAsync();

        Assert.Equal((2, 2, 0), (summary.New, summary.Classified, summary.Unreadable));
        Assert.Equal(("Kick", null), (test.SampleOf("kick.wav").Class, test.SampleOf("kick.wav").Subclass));
        var hat = test.SampleOf("hat.wav");
        Assert.Equal(("Hat", "Hat_Open", TestModel.Id), (hat.Class, hat.Subclass, hat.Model));
        Assert.Equal(0.2, hat.DurationSeconds!.Value, 1e-6);
        Assert.InRange(hat.LevelDecibels!.Value, -40, 0);
        using var context = test.Catalogue.CreateContext();
        var prediction = context.Predictions.Single(p => p.SampleId == hat.Id);
        Assert.Equal(1, Vectors.FromBytes(prediction.ClassProbabilities).Sum(), 1e-5);
        Assert.Equal(128, Vectors.FromBytes(prediction.Embedding).Length);
    }

    [Fact]
    public async Task MeasuredSoundsHaveTimbreDescriptorsAndFingerprint()
    {
        test.Sounds.Thump("kick.wav");

        await test.AddAsync(SampleStage.Measured);

        var kick = test.SampleOf("kick.wav");
        Assert.Equal(SampleStage.Measured, kick.Stage);
        Assert.NotNull(kick.Brightness);
        Assert.Equal(32, kick.Fingerprint!.Length);
        using var context = test.Catalogue.CreateContext();
        var features = context.Features.Single(f => f.SampleId == kick.Id);
        Assert.Equal([32, 32, 7 * 32, 8 * 32, 20 * 32], new[] { features.Zcr, features.Flatness, features.Contrast, features.Contrast8, features.Mfcc }.Select(f => f.Length / 4));
    }

    [Fact]
    public async Task CopiesAreOneSound()
    {
        test.Sounds.Thump("a.wav");
        test.Sounds.Thump("b/copy.wav");

        var summary = await test.AddAsync();

        Assert.Equal(2, summary.New);
        Assert.Equal(test.SampleOf("a.wav").Id, test.SampleOf("b/copy.wav").Id);
        using var context = test.Catalogue.CreateContext();
        Assert.Equal(1, context.Samples.Count());
    }

    [Fact]
    public async Task SecondImportOfAnUnchangedFolderTouchesNothing()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hat.wav");
        await test.AddAsync(SampleStage.Measured);

        var summary = await test.ScanAsync(SampleStage.Measured);

        Assert.Equal((0, 0, 2, 0, 0), (summary.New, summary.Changed, summary.Unchanged, summary.Classified, summary.Measured));
    }

    [Fact]
    public async Task PausedImportRestsAndGoesOnWhereItWas()
    {
        for (int i = 0; i < 40; i++) Write(i);
        new LibraryFolders(test.Catalogue).Add(test.Sounds.Path);
        using var gate = new PauseGate();
        gate.Pause();

        var import = Import(gate).RunAsync(folderIds: null, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        bool rested = !import.IsCompleted && Status().ClassifiedCount == 0;
        gate.Resume();
        var summary = await import;

        Assert.True(rested);
        Assert.Equal(40, summary.Classified);
    }

    [Fact]
    public async Task CancelledImportKeepsWhatIsDoneAndTheNextGoesOn()
    {
        for (int i = 0; i < 200; i++) Write(i);
        new LibraryFolders(test.Catalogue).Add(test.Sounds.Path);
        using var stop = new CancellationTokenSource();
        using var gate = new PauseGate();
        var import = new LibraryImport(test.Catalogue, test.Classifier, new ImportOptions { ThreadCount = 1, Until = SampleStage.Classified })
        {
            Gate = gate,
            Report = p =>
            {
                if (p is { Stage: ImportStage.Classifying, Done: > 0 }) stop.Cancel();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.RunAsync(folderIds: null, stop.Token));
        int done = Status().ClassifiedCount;
        var rest = await test.ScanAsync();

        Assert.InRange(done, 1, 199);
        Assert.Equal((200, 200 - done), (Status().ClassifiedCount, rest.Classified));
    }

    [Fact]
    public async Task ProgressCountsUpToTheTotalOfEachStage()
    {
        for (int i = 0; i < 5; i++) Write(i);
        new LibraryFolders(test.Catalogue).Add(test.Sounds.Path);
        var progress = new ConcurrentQueue<ImportProgress>();
        var import = new LibraryImport(test.Catalogue, test.Classifier, new ImportOptions()) { Report = progress.Enqueue };

        await import.RunAsync(folderIds: null, TestContext.Current.CancellationToken);

        foreach (var stage in Enum.GetValues<ImportStage>()) Assert.Equal(5, progress.Last(p => p.Stage == stage).Done);
        Assert.Equal([-1, 5, 5], progress.GroupBy(p => p.Stage).Select(g => g.Last().Total));
    }

    [Fact]
    public void RateAndTimeLeftFollowFromWhatIsDone()
    {
        var progress = new ImportProgress(ImportStage.Classifying, Done: 30, Total: 90, TimeSpan.FromSeconds(3));

        Assert.Equal((10, TimeSpan.FromSeconds(6)), (progress.PerSecond, progress.Left));
        Assert.Null((progress with { Total = -1 }).Left);
        Assert.Null((progress with { Done = 0 }).Left);
    }

    [Fact]
    public async Task ImportBesideAnotherIsRefused()
    {
        test.Sounds.Thump("kick.wav");
        using var other = FolderLock.TryImport(test.DataFolder);

        var error = await Assert.ThrowsAsync<CatalogueException>(() => test.AddAsync());

        Assert.Equal(LibraryImport.IsUnderWay, error.Message);
        Assert.Equal(0, Status().SampleCount);
    }

    private LibraryStatus Status() => LibraryStatus.Read(test.Catalogue);

    private LibraryImport Import(PauseGate gate) =>
        new(test.Catalogue, test.Classifier, new ImportOptions { ThreadCount = 1, Until = SampleStage.Classified }) { Gate = gate };

    private void Write(int number) =>
        test.Sounds.Write($"{number}.wav", TestSounds.ToWav(new Pcm(TestSounds.Thump(seconds: 0.05 + 0.001 * number), 1, 44100)));
}
