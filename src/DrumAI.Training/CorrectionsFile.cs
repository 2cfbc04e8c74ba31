using System.Globalization;
using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>
/// The corrections of a data set, a line a sound, ordered by path: meant for version control, where its history is kept. Columns: path, from, action (keep, relabel,
/// drop), class, subclass, round, reason.
/// </summary>
public static class CorrectionsFile
{
    private static readonly string[] Columns = ["path", "from", "action", "class", "subclass", "round", "reason"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is damaged, names no class, or decides twice on a sound.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<LabelCorrection> Read(string path, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        string name = Path.GetFileName(path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var corrections = new List<LabelCorrection>();
        foreach (var row in Csv.ReadTable(path, Columns))
        {
            if (!Enum.TryParse(row[2], ignoreCase: true, out CorrectionAction action) || !int.TryParse(row[5], CultureInfo.InvariantCulture, out int round))
                throw new InvalidDataException($"{name}: the line of {row[0]} has no action or no round that is known.");
            int subclass = taxonomy.IndexOfSubclass(row[4]);
            if (action == CorrectionAction.Relabel && (taxonomy.IndexOfClass(row[3]) < 0 || (row[4].Length > 0 && (subclass < 0 || taxonomy.ClassOfSubclass[subclass] != taxonomy.IndexOfClass(row[3])))))
                throw new InvalidDataException($"{name}: {row[0]} is to be {row[3]} {row[4]}, which is no class.");
            if (!seen.Add(row[0])) throw new InvalidDataException($"{name} decides twice on {row[0]}.");
            corrections.Add(new LabelCorrection(row[0], row[1], action, row[3], row[4], round, row[6]));
        }

        return corrections;
    }

    /// <summary>Writes a file, or replaces it whole.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<LabelCorrection> corrections)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        Csv.WriteTable(path, string.Join(',', Columns), corrections.OrderBy(c => c.Path, StringComparer.Ordinal)
            .Select(c => Csv.ToRecord(c.Path, c.From, c.Action.ToString().ToLowerInvariant(), c.Class, c.Subclass, c.Round.ToString(CultureInfo.InvariantCulture), c.Reason)));
    }
}
