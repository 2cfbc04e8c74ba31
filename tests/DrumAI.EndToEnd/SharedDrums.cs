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
        var chosen = File.ReadLines(Path.Combine(drums, "labels.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(cells => File.Exists(Path.Combine(drums, cells[0])))
            .GroupBy(cells => cells[1])
            // Every so-manieth, so that all libraries have their share.
            .SelectMany(group => group.Select((cells, i) => (Path: cells[0], Turn: i % Math.Max(1, group.Count() / perClass))).Where(s => s.Turn == 0).Take(perClass));
        foreach (var (path, _) in chosen)
        {
            string to = Path.Combine(target, path.Replace("/samples/", "/", StringComparison.Ordinal));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(drums, path), to, overwrite: true);
        }
    }
}
