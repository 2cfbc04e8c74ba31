using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;
using DrumAI.Classification;

namespace DrumAI.Catalogue.Tests;

/// <summary>A catalogue in a temporary folder, a folder of sounds for it, and a model that tells low from high.</summary>
internal sealed class TestCatalogue : IDisposable
{
    /// <summary>An empty catalogue, made once: copying it is quicker than making it.</summary>
    private static readonly Lazy<byte[]> Empty = new(MakeEmpty);

    private readonly TestModel model = new();

    public TestCatalogue()
    {
        DataFolder = Directory.CreateTempSubdirectory("drumai-catalogue-").FullName;
        File.WriteAllBytes(Path.Combine(DataFolder, SampleCatalogue.FileName), Empty.Value);
        Catalogue = SampleCatalogue.Open(DataFolder);
        Classifier = DrumClassifier.Load(model.Path);
    }

    public string DataFolder { get; }

    public SampleCatalogue Catalogue { get; }

    public DrumClassifier Classifier { get; }

    public SoundFolder Sounds { get; } = new();

    /// <summary>Adds the folder of sounds, and imports it.</summary>
    public Task<ImportSummary> AddAsync(SampleStage until = SampleStage.Classified)
    {
        new LibraryFolders(Catalogue).Add(Sounds.Path);
        return ScanAsync(until);
    }

    /// <summary>Imports what has changed.</summary>
    public Task<ImportSummary> ScanAsync(SampleStage until = SampleStage.Classified, DrumClassifier? classifier = null) =>
        new LibraryImport(Catalogue, classifier ?? Classifier, new ImportOptions { ThreadCount = 2, Until = until })
            .RunAsync(folderIds: null, TestContext.Current.CancellationToken);

    /// <summary>The sound of a file of the folder.</summary>
    public DrumSample SampleOf(string name)
    {
        using var context = Catalogue.CreateContext();
        string path = Sounds.Of(name);
        return context.Files.Where(f => f.Path == path).Select(f => f.Sample!).Single();
    }

    public void Dispose()
    {
        Classifier.Dispose();
        Catalogue.Dispose();
        Sounds.Dispose();
        model.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static byte[] MakeEmpty()
    {
        string folder = Directory.CreateTempSubdirectory("drumai-empty-").FullName;
        SampleCatalogue.Open(folder).Dispose();
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, SampleCatalogue.FileName));
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
