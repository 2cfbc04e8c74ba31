using System.IO.Enumeration;
using DrumAI.Audio;

namespace DrumAI.Files;

/// <summary>
/// Walks files and folders in a fixed order: the arguments as given; in a folder first its files, then its folders, each in ordinal order
/// of their names. Hidden entries are entries like any other.
/// </summary>
/// <remarks>
/// Links to files are followed. A link to a folder is followed unless its target overlaps what this walk already goes through: so no
/// circle is walked twice, and what lies in the tree is found under its own name.
/// </remarks>
public static class SoundWalk
{
    private static readonly EnumerationOptions EveryEntry = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>The files of the arguments, found as they are asked for.</summary>
    public static IEnumerable<WalkedFile> Of(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return new WalkedFile(path, IsNamed: true);
                continue;
            }

            var roots = new List<string>();
            if (RealPath.Of(path) is { } root) roots.Add(root);
            foreach (var file in Below(path, roots)) yield return file;
        }
    }

    /// <summary>The files of one entry of a walk, whether it is a folder, a file or not there; the rest of the tree is not looked at.</summary>
    /// <returns>The files; null where there is a link to a folder, since only the whole walk can tell whether it is followed.</returns>
    public static IReadOnlyList<WalkedFile>? Within(string path)
    {
        if (!Directory.Exists(path)) return File.Exists(path) ? [new WalkedFile(path, IsNamed: false)] : [];
        if (new DirectoryInfo(path).LinkTarget is not null) return null;
        var files = new List<WalkedFile>();
        var left = new Stack<string>([path]);
        while (left.TryPop(out string? folder))
        {
            var (entries, error) = List(folder);
            if (error is not null) files.Add(new WalkedFile(folder, IsNamed: false, error));
            foreach (var entry in entries)
            {
                if (entry is { IsDirectory: true, IsLink: true }) return null;
                if (entry.IsDirectory) left.Push(Path.Join(folder, entry.Name));
                else files.Add(new WalkedFile(Path.Join(folder, entry.Name), IsNamed: false));
            }
        }

        return files;
    }

    /// <param name="directory">A folder, as it is to be called.</param>
    /// <param name="roots">The real trees that this walk goes through, to which followed links add theirs.</param>
    private static IEnumerable<WalkedFile> Below(string directory, List<string> roots)
    {
        // An explicit stack: folders may be nested deeper than calls.
        var left = new Stack<(string Path, bool IsLink)>([(directory, false)]);
        while (left.TryPop(out var folder))
        {
            if (folder.IsLink)
            {
                if (RealPath.Of(folder.Path) is not { } target || roots.Exists(r => RealPath.Overlap(r, target))) continue;
                roots.Add(target);
            }

            var (entries, error) = List(folder.Path);
            if (error is not null)
            {
                yield return new WalkedFile(folder.Path, IsNamed: false, error);
                continue;
            }

            foreach (var entry in entries)
                if (!entry.IsDirectory) yield return new WalkedFile(Path.Join(folder.Path, entry.Name), IsNamed: false);
            for (int i = entries.Length - 1; i >= 0; i--)
                if (entries[i].IsDirectory) left.Push((Path.Join(folder.Path, entries[i].Name), entries[i].IsLink));
        }
    }

    private static (Entry[] Entries, AudioFormatException? Error) List(string directory)
    {
        try
        {
            var found = new FileSystemEnumerable<Entry>(directory, Describe, EveryEntry).ToArray();
            Array.Sort(found, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return (found, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = ByteSource.IsNoText(directory) ? "its name is no valid UTF-8. Rename it." : e.Message;
            return ([], new AudioFormatException(AudioErrorCode.Unreadable, $"The folder cannot be read: {why}", e));
        }
    }

    private static Entry Describe(ref FileSystemEntry entry) =>
        new(entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0);

    private readonly record struct Entry(string Name, bool IsDirectory, bool IsLink);
}
