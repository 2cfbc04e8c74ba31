namespace DrumAI.Organising;

/// <summary>The names below a folder, those that exist and those that are planned, told apart by <see cref="SafeName.KeyOf"/>.</summary>
internal sealed class DestinationTree(string root)
{
    private readonly Dictionary<string, Dictionary<string, Entry>> folders = new(StringComparer.Ordinal);

    /// <summary>The folder of a name within another: the one that is there, however it writes its name; or a new one beside a file of that name.</summary>
    public string FolderNamed(string parent, string name)
    {
        var names = NamesIn(parent);
        for (int number = 1; ; number++)
        {
            string safe = SafeName.Of(name, number);
            if (!names.TryGetValue(SafeName.KeyOf(safe), out var entry)) names.Add(SafeName.KeyOf(safe), entry = new Entry(safe, IsFolder: true, Exists: false));
            if (entry.IsFolder) return Path.Join(parent, entry.Name);
        }
    }

    /// <summary>Takes a path for a file that is to come; false where the name is taken.</summary>
    public bool TryClaim(string path)
    {
        string name = Path.GetFileName(path);
        return NamesIn(Path.GetDirectoryName(path)!).TryAdd(SafeName.KeyOf(name), new Entry(name, IsFolder: false, Exists: false));
    }

    /// <summary>The file that exists where a path would lie; null where the place is free, planned, or a folder.</summary>
    public string? ExistsAs(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return NamesIn(folder).TryGetValue(SafeName.KeyOf(Path.GetFileName(path)), out var entry) && entry is { Exists: true, IsFolder: false }
            ? Path.Join(folder, entry.Name)
            : null;
    }

    private Dictionary<string, Entry> NamesIn(string folder)
    {
        if (folders.TryGetValue(folder, out var names)) return names;
        folders.Add(folder, names = new Dictionary<string, Entry>(StringComparer.Ordinal));
        if (!Directory.Exists(folder))
        {
            if (folder == root && File.Exists(folder)) throw new IOException($"{folder} is a file.");
            return names;
        }

        foreach (var info in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            names.TryAdd(SafeName.KeyOf(info.Name), new Entry(info.Name, info is DirectoryInfo, Exists: true));
        return names;
    }

    private sealed record Entry(string Name, bool IsFolder, bool Exists);
}
