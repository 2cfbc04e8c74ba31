namespace DrumAI.Files;

/// <summary>Where a path really lies, all links followed.</summary>
public static class RealPath
{
    /// <summary>Resolves every link on the way; null where a link leads nowhere or round in a circle.</summary>
    public static string? Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        var left = new Stack<string>(Parts(full[real.Length..]));
        for (int links = 0; left.TryPop(out string? part);)
        {
            string next = Path.Join(real, part);
            string? target;
            try
            {
                target = new FileInfo(next).LinkTarget;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }

            if (target is null)
            {
                real = next;
                continue;
            }

            if (++links > 40) return null;
            full = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(full)!;
            foreach (string step in Parts(full[real.Length..])) left.Push(step);
        }

        return real;
    }

    /// <summary>True where one of two real directories is the other or lies within it.</summary>
    public static bool Overlap(string first, string second) => Contains(first, second) || Contains(second, first);

    /// <summary>True where a real path is a real directory or lies within it.</summary>
    public static bool Contains(string outer, string inner) =>
        (Path.TrimEndingDirectorySeparator(inner) + Path.DirectorySeparatorChar)
        .StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The names on the way, last first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
