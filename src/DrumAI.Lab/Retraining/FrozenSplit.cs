using System.Globalization;
using DrumAI.Training;

namespace DrumAI.Lab.Retraining;

/// <summary>Which sounds of the base set are frozen, by a file that <c>drumai-lab split</c> wrote: <c>path,group,fold</c> or <c>path,kit,part</c>.</summary>
internal sealed class FrozenSplit
{
    private readonly Dictionary<string, (string Group, bool IsFrozen)> sides;

    private FrozenSplit(string path, Dictionary<string, (string Group, bool IsFrozen)> sides) => (Path, this.sides) = (path, sides);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fold">Which fold is frozen; null for the last.</param>
    /// <exception cref="InvalidDataException">It is no split, or has no such fold.</exception>
    public static FrozenSplit Read(string path, int? fold)
    {
        string header = File.ReadLines(path).FirstOrDefault() ?? "";
        if (!header.Split(',').Contains("fold"))
            return new FrozenSplit(path, Csv.ReadTable(path, "path", "kit", "part").ToDictionary(r => r[0], r => (r[1], r[2] == "test"), StringComparer.Ordinal));
        var rows = Csv.ReadTable(path, "path", "group", "fold").Select(r => (
            Path: r[0], Group: r[1], Fold: int.TryParse(r[2], CultureInfo.InvariantCulture, out int number) ? number : throw new InvalidDataException($"{path}: {r[2]} is no fold."))).ToArray();
        if (rows.Length == 0) throw new InvalidDataException($"{path} has no sounds.");
        int frozen = fold ?? rows.Max(r => r.Fold);
        if (rows.All(r => r.Fold != frozen)) throw new InvalidDataException($"{path} has no fold {frozen}.");
        return new FrozenSplit(path, rows.ToDictionary(r => r.Path, r => (r.Group, r.Fold == frozen), StringComparer.Ordinal));
    }

    /// <summary>Group and side of a sound; null where the file does not know it.</summary>
    public (string Group, bool IsFrozen)? Find(string path) => sides.TryGetValue(path, out var side) ? side : null;
}
