using DrumAI.Audio;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;

namespace DrumAI.Catalogue.Tests.Search;

/// <summary>A catalogue of sounds that were never heard: rows alone.</summary>
internal sealed class SearchableLibrary : IDisposable
{
    public const string Model = "test-1";

    private readonly string dataFolder = Directory.CreateTempSubdirectory("drumai-search-").FullName;
    private readonly long folderId;

    public SearchableLibrary()
    {
        Catalogue = SampleCatalogue.Open(dataFolder);
        using var context = Catalogue.CreateContext();
        var folder = new LibraryFolder { Path = Path.Join(dataFolder, "library") };
        context.Add(folder);
        context.SaveChanges();
        folderId = folder.Id;
    }

    public SampleCatalogue Catalogue { get; }

    public long Add(string relative, string? @class = null, string? subclass = null, Action<DrumSample>? change = null)
    {
        using var context = Catalogue.CreateContext();
        var sample = new DrumSample
        {
            Stage = @class is null ? SampleStage.Listed : SampleStage.Measured,
            PredictedClass = @class,
            PredictedSubclass = subclass,
            PredictedConfidence = @class is null ? null : 0.9,
            Model = @class is null ? null : Model,
            Kind = SoundKind.OneShot,
            MeasureVersion = 1,
        };
        change?.Invoke(sample);
        context.Add(sample);
        context.SaveChanges();
        AddFile(relative, sample.Id);
        return sample.Id;
    }

    /// <summary>One more place where a sound lies.</summary>
    public void AddFile(string relative, long sampleId)
    {
        using var context = Catalogue.CreateContext();
        context.Add(new SampleFile
        {
            FolderId = folderId,
            Path = Path.Join(dataFolder, "library", relative),
            Name = Path.GetFileNameWithoutExtension(relative),
            NameWords = Words.Of(Path.GetFileNameWithoutExtension(relative)),
            FolderWords = Words.Of(Path.GetDirectoryName(relative)!),
            SampleId = sampleId,
        });
        context.SaveChanges();
    }

    public void Tag(long id, string tag)
    {
        using var context = Catalogue.CreateContext();
        context.Add(new Tag { Name = tag });
        context.SaveChanges();
        context.Add(new SampleTag { SampleId = id, TagId = context.Tags.Single(t => t.Name == tag).Id });
        context.SaveChanges();
    }

    public void Dispose()
    {
        Catalogue.Dispose();
        Directory.Delete(dataFolder, recursive: true);
    }
}
