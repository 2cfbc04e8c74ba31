namespace DrumAI.Studio.Library;

/// <summary>The folders of this machine, for the tree in which the musician chooses. Only folders are shown, and nothing of what is in them.</summary>
internal static class FolderBrowser
{
    /// <summary>Where the tree begins: the musician's own folder, and every drive.</summary>
    public static IReadOnlyList<string> Roots()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var drives = DriveInfo.GetDrives().Where(d => d.IsReady && d.DriveType is DriveType.Fixed or DriveType.Removable or DriveType.Network).Select(d => d.RootDirectory.FullName);
        // Unix mounts much that is no place for sounds; what lies below the root is found from the root.
        string[] roots = OperatingSystem.IsWindows() ? [.. drives] : ["/", .. drives.Where(d => d.StartsWith("/media/", StringComparison.Ordinal) || d.StartsWith("/Volumes/", StringComparison.Ordinal) || d.StartsWith("/mnt/", StringComparison.Ordinal))];
        return [.. roots.Prepend(home).Where(Directory.Exists).Distinct()];
    }

    /// <summary>The folders in a folder, by name, hidden ones left out; none where it may not be read.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateDirectories()
                .Where(d => !d.Name.StartsWith('.') && (d.Attributes & (FileAttributes.Hidden | FileAttributes.System)) == 0)
                .Select(d => d.FullName).Order(StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
