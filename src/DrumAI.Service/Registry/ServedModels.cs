using System.Collections.Concurrent;
using DrumAI.Classification;
using DrumAI.Data.Entities;

namespace DrumAI.Service.Registry;

/// <summary>The model that this replica serves, and those that results may name. Exchanging it disturbs no request: each ends with the model that it began with.</summary>
internal sealed class ServedModels : IDisposable
{
    private readonly ConcurrentDictionary<string, EmbeddingClassifier?> embeddingClassifiers = new(StringComparer.Ordinal);
    private volatile ServedModel current;
    private volatile IReadOnlyDictionary<string, RegisteredModel> known;

    public ServedModels(ServedModel first)
    {
        current = first;
        known = new Dictionary<string, RegisteredModel>(StringComparer.Ordinal) { [first.Entry.Name] = first.Entry };
        AddEmbeddingClassifier(first.Entry.Name, first.Package);
    }

    /// <summary>The one that is served now. To hear with it, <see cref="Use"/> it.</summary>
    public ServedModel Current => current;

    /// <summary>A registered model by its whole name; null where there is none.</summary>
    public RegisteredModel? Find(string name) => known.GetValueOrDefault(name);

    /// <summary>What follows from embeddings of a model by its whole name; null where the model is not known, too old, or says more than follows from them.</summary>
    public EmbeddingClassifier? FindEmbeddingClassifier(string name) => embeddingClassifiers.GetValueOrDefault(name);

    /// <summary>Whether a model has been looked into for what follows from its embeddings.</summary>
    public bool HasLookedInto(string name) => embeddingClassifiers.ContainsKey(name);

    /// <summary>Looks into a model for what follows from its embeddings.</summary>
    /// <param name="name">Its whole name.</param>
    /// <param name="package">The model; null where it cannot be had.</param>
    /// <returns>Why nothing follows; null where something does.</returns>
    public string? AddEmbeddingClassifier(string name, ModelPackage? package)
    {
        EmbeddingClassifier? classifier = null;
        string? reason = "Its files are not there.";
        if (package is not null) EmbeddingClassifier.TryLoad(package, out classifier, out reason);
        if (!embeddingClassifiers.TryAdd(name, classifier)) classifier?.Dispose();
        return reason;
    }

    /// <summary>Does something with the current model, which stays open until that is done.</summary>
    public T Use<T>(Func<ServedModel, T> work)
    {
        ServedModel model;
        // One that was closed is no longer current either.
        do model = current;
        while (!model.TryEnter());
        try
        {
            return work(model);
        }
        finally
        {
            model.Leave();
        }
    }

    /// <summary>Serves another model from now on.</summary>
    public void Exchange(ServedModel next)
    {
        var old = Interlocked.Exchange(ref current, next);
        old.Leave();
    }

    /// <summary>Takes note of what is registered.</summary>
    public void Note(IEnumerable<RegisteredModel> models) => known = models.ToDictionary(m => m.Name, StringComparer.Ordinal);

    public void Dispose()
    {
        current.Leave();
        foreach (var classifier in embeddingClassifiers.Values) classifier?.Dispose();
    }
}
