using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>The labelled sounds of a data folder: <c>labels.csv</c> joined with <c>folds.csv</c> where there is one.</summary>
public sealed class LabelledSet
{
    private LabelledSet(string folder, IReadOnlyList<LabelledSound> sounds, string hash)
    {
        Folder = folder;
        Sounds = sounds;
        Hash = hash;
    }

    /// <summary>The data folder; paths of <see cref="Sounds"/> lie below it.</summary>
    public string Folder { get; }

    /// <summary>All sounds, in the order of <c>labels.csv</c>.</summary>
    public IReadOnlyList<LabelledSound> Sounds { get; }

    /// <summary>SHA-256 over paths, labels and folds, in lower-case hex: what a model card states as its training set.</summary>
    public string Hash { get; }

    /// <summary>
    /// Reads the tables. <c>labels.csv</c> needs the columns path, class, subclass, subclass_basis; <c>folds.csv</c> path, group, fold. Without <c>folds.csv</c> the
    /// first folder of a sound's path is its group, and all sounds are in fold 0: enough to measure a model, but not to train by library.
    /// </summary>
    /// <exception cref="InvalidDataException">A table lacks a column, names an unknown class, or a sound has no fold.</exception>
    /// <exception cref="IOException">A table cannot be read.</exception>
    public static LabelledSet Load(string folder, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var folds = ReadFolds(Path.Combine(folder, "folds.csv"));
        var sounds = new List<LabelledSound>();
        foreach (var row in Csv.ReadTable(Path.Combine(folder, "labels.csv"), "path", "class", "subclass", "subclass_basis"))
        {
            int @class = taxonomy.IndexOfClass(row[1]);
            int subclass = row[2].Length == 0 ? -1 : taxonomy.IndexOfSubclass(row[2]);
            if (@class < 0 || (row[2].Length > 0 && subclass < 0)) throw new InvalidDataException($"labels.csv: {row[0]} has an unknown class {row[1]} {row[2]}.");
            var place = (Group: FirstFolder(row[0]), Fold: 0);
            if (folds is not null && !folds.TryGetValue(row[0], out place)) throw new InvalidDataException($"folds.csv has no line for {row[0]}.");
            sounds.Add(new LabelledSound(row[0], @class, subclass, row[3], place.Group, place.Fold));
        }

        return new LabelledSet(folder, sounds, HashOf(sounds));
    }

    /// <summary>The set with corrected labels: relabelled sounds under their new ones, those dropped left out. Groups and folds stay.</summary>
    /// <param name="corrections">Decisions on some of its sounds; those on sounds that it does not have are passed over.</param>
    /// <param name="taxonomy">The classes.</param>
    public LabelledSet With(IEnumerable<LabelCorrection> corrections, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var decided = corrections.ToDictionary(c => c.Path, StringComparer.Ordinal);
        LabelledSound[] sounds = [.. Sounds.Where(s => !decided.TryGetValue(s.Path, out var c) || c.Action != CorrectionAction.Drop).Select(s =>
            decided.TryGetValue(s.Path, out var c) && c.Action == CorrectionAction.Relabel
                ? s with { Class = taxonomy.IndexOfClass(c.Class), Subclass = taxonomy.IndexOfSubclass(c.Subclass), SubclassBasis = c.Subclass.Length > 0 ? "explicit" : "" }
                : s)];
        return new LabelledSet(Folder, sounds, HashOf(sounds));
    }

    private static string HashOf(IEnumerable<LabelledSound> sounds)
    {
        var text = string.Join('\n', sounds.Select(s => $"{s.Path}\t{s.Class}\t{s.Subclass}\t{s.SubclassBasis}\t{s.Group}\t{s.Fold}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Group and fold of each path; null where there is no such table.</summary>
    private static Dictionary<string, (string Group, int Fold)>? ReadFolds(string path)
    {
        if (!File.Exists(path)) return null;
        var folds = new Dictionary<string, (string, int)>();
        foreach (var row in Csv.ReadTable(path, "path", "group", "fold"))
        {
            if (!int.TryParse(row[2], CultureInfo.InvariantCulture, out int fold)) throw new InvalidDataException($"folds.csv: {row[0]} has the fold {row[2]}, which is no number.");
            if (!folds.TryAdd(row[0], (row[1], fold))) throw new InvalidDataException($"folds.csv has two lines for {row[0]}.");
        }

        return folds;
    }

    /// <summary>The folder that a path begins with; empty for a file beside the tables.</summary>
    private static string FirstFolder(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";
}
