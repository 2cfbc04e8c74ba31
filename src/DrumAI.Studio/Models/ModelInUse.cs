using DrumAI.Catalogue.Models;
using DrumAI.Classification;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Models;

/// <summary>The model that hears the library. It can be changed while the Studio runs, by those who make sure that nobody hears with it meanwhile.</summary>
internal sealed partial class ModelInUse : IDisposable
{
    private readonly LibraryModels models;

    public ModelInUse(StudioOptions options, ILogger<ModelInUse> log)
    {
        models = new LibraryModels(options.DataFolder);
        IsFixed = options.ModelFolder is not null;
        Classifier = Load(options.ModelFolder, log);
    }

    /// <summary>Hears with it.</summary>
    public DrumClassifier Classifier { get; private set; }

    /// <summary>Its name and version.</summary>
    public string Id => Classifier.Card.Id;

    /// <summary>It was named on the command line, and is not to be changed.</summary>
    public bool IsFixed { get; }

    /// <summary>Which model is in use, and which was before.</summary>
    public LibraryModelChoice Choice => models.Choice;

    /// <summary>Raised when another model hears from now on, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Hears with another model from now on. Nobody may be hearing with the one before.</summary>
    /// <param name="name">Name of a model in the library's folder; null for the one that came with the program.</param>
    /// <exception cref="ModelException">It cannot be loaded; the one before stays.</exception>
    public void Use(string? name)
    {
        var next = DrumClassifier.Load(models.FolderOf(name));
        models.Choose(name);
        var before = Classifier;
        Classifier = next;
        before.Dispose();
        Changed?.Invoke();
    }

    public void Dispose() => Classifier.Dispose();

    /// <summary>A fetched model that is damaged does not keep the Studio from starting.</summary>
    private DrumClassifier Load(string? named, ILogger log)
    {
        if (named is not null) return DrumClassifier.Load(named);
        try
        {
            return DrumClassifier.Load(models.FolderInUse);
        }
        catch (ModelException e) when (models.Choice.Current is not null)
        {
            LogUnusable(log, e);
            models.Choose(null);
            return DrumClassifier.Load(models.FolderInUse);
        }
    }

    [LoggerMessage(LogLevel.Error, "The model in use cannot be loaded; the one that came with the program hears instead.")]
    private static partial void LogUnusable(ILogger log, Exception e);
}
