using DrumAI.Files;
using DrumAI.Lab.Datasets;
using DrumAI.Lab.Labelling;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Store;

/// <summary>A data set on disk: a folder with <c>labels.csv</c>, or a folder of samples that the definitions label.</summary>
/// <param name="Name">The folder's name, under which the store keeps the set.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Files">Its files.</param>
internal sealed record StoreSource(string Name, string Folder, IReadOnlyList<StoreFile> Files)
{
    /// <summary>Finds a data set: a folder, or the name of a set that <c>datasets pull</c> put into <c>artifacts/datasets</c>.</summary>
    /// <exception cref="InvalidDataException">There is no such folder, or it holds no sounds.</exception>
    public static StoreSource Find(string dataset)
    {
        string pulled = Path.Combine("artifacts", "datasets", dataset);
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Directory.Exists(dataset) ? dataset : pulled));
        if (!Directory.Exists(folder)) throw new InvalidDataException($"{dataset} is no folder, and no data set that was pulled.");
        StoreFile[] files = File.Exists(Path.Combine(folder, "labels.csv")) ? Labelled(folder) : ByRules(folder);
        return files.Length > 0 ? new StoreSource(Path.GetFileName(folder), folder, files) : throw new InvalidDataException($"{folder} holds no sounds.");
    }

    private static StoreFile[] Labelled(string folder)
    {
        var taxonomy = DrumTaxonomy.Default;
        return [.. LabelledSet.Load(folder, taxonomy).Sounds.Select(s => new StoreFile(s.Path, taxonomy.Classes[s.Class].Name, s.Subclass < 0 ? null : taxonomy.Subclasses[s.Subclass].Name))];
    }

    private static StoreFile[] ByRules(string folder)
    {
        var shelf = DatasetShelf.Shipped();
        var labeller = new Labeller(shelf.OfFolder(Path.GetFileName(folder)), shelf, DrumTaxonomy.Default);
        return [.. SoundWalk.Of([folder]).Where(f => f.Error is null && f.IsWanted()).Select(f =>
        {
            var decision = labeller.Decide(Path.GetRelativePath(folder, f.Path).Replace('\\', '/'));
            return new StoreFile(decision.Path, decision.Class, decision.Subclass);
        })];
    }
}
