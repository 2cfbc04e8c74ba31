using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>The labelled sounds of a data folder: <c>labels.csv</c> joined with <c>folds.csv</c>.</summary>
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

    /// <summary>Reads the tables. <c>labels.csv</c> needs the columns path, class, subclass, subclass_basis; <c>folds.csv</c> path, group, fold.</summary>
    /// <exception cref="InvalidDataException">A table lacks a column, names an unknown class, or a sound has no fold.</exception>
    /// <exception cref="IOException">A table cannot be read.</exception>
    public static LabelledSet Load(string folder, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var folds = ReadTable(Path.Combine(folder, "folds.csv"), "path", "group", "fold").ToDictionary(r => r[0], r => (Group: r[1], Fold: r[2]));
        var sounds = new List<LabelledSound>();
        foreach (var row in ReadTable(Path.Combine(folder, "labels.csv"), "path", "class", "subclass", "subclass_basis"))
        {
            int @class = taxonomy.IndexOfClass(row[1]);
            int subclass = row[2].Length == 0 ? -1 : taxonomy.IndexOfSubclass(row[2]);
            if (@class < 0 || (row[2].Length > 0 && subclass < 0)) throw new InvalidDataException($"labels.csv: {row[0]} has an unknown class {row[1]} {row[2]}.");
            if (!folds.TryGetValue(row[0], out var fold)) throw new InvalidDataException($"folds.csv has no line for {row[0]}.");
            sounds.Add(new LabelledSound(row[0], @class, subclass, row[3], fold.Group, int.Parse(fold.Fold, CultureInfo.InvariantCulture)));
        }

        var text = string.Join('\n', sounds.Select(s => $"{s.Path}\t{s.Class}\t{s.Subclass}\t{s.SubclassBasis}\t{s.Group}\t{s.Fold}"));
        return new LabelledSet(folder, sounds, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static IEnumerable<string[]> ReadTable(string path, params string[] columns)
    {
        using var reader = new StreamReader(path);
        var header = Csv.ReadRecord(reader) ?? throw new InvalidDataException($"{Path.GetFileName(path)} is empty.");
        var indices = columns.Select(c => header.IndexOf(c)).ToArray();
        if (indices.Contains(-1)) throw new InvalidDataException($"{Path.GetFileName(path)} needs the columns {string.Join(", ", columns)}.");
        while (Csv.ReadRecord(reader) is { } record)
        {
            if (record.Count <= indices.Max()) throw new InvalidDataException($"{Path.GetFileName(path)} has a short line: {string.Join(',', record)}.");
            yield return [.. indices.Select(i => record[i])];
        }
    }
}
