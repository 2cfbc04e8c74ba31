using DrumAI.Catalogue.Entities;

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
}
