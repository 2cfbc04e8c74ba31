namespace DrumAI.EndToEnd;

/// <summary>Real drums out of the shared folder, some of every class, laid out as their makers did.</summary>
public static class SharedDrums
{
    /// <summary>Copies them; the running test is skipped where there are none.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="perClass">So many of each class at most.</param>
    public static void CopyTo(string target, int perClass)
    {
        string drums = SharedFolder.Require("drums");
        foreach (var (path, _, _) in Choose(perClass))
        {
            string to = Path.Combine(target, Path.GetRelativePath(drums, path).Replace("/samples/", "/", StringComparison.Ordinal));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(path, to, overwrite: true);
        }
    }

    /// <summary>Some of every class, with what their makers call them; the running test is skipped where there are none.</summary>
    /// <param name="perClass">So many of each class at most.</param>
    public static IReadOnlyList<(string Path, string Class, string? Subclass)> Choose(int perClass)
    {
        string drums = SharedFolder.Require("drums");
        return
        [
            .. File.ReadLines(Path.Combine(drums, "labels.csv")).Skip(1)
                .Select(line => line.Split(',')).Where(cells => File.Exists(Path.Combine(drums, cells[0])))
                .GroupBy(cells => cells[1])
                // Every so-manieth, so that all libraries have their share.
                .SelectMany(group => group.Select((cells, i) => (Cells: cells, Turn: i % Math.Max(1, group.Count() / perClass))).Where(s => s.Turn == 0).Take(perClass))
                .Select(s => (Path.Combine(drums, s.Cells[0]), s.Cells[1], s.Cells.Length > 2 && s.Cells[2].Length > 0 ? s.Cells[2] : null)),
        ];
    }
}
