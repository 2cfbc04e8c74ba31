using System.Globalization;
using System.Text.RegularExpressions;

namespace DrumAI.Data.Backups;

/// <summary>A folder with backups that follow one another: each is named by its time, and only so many are kept.</summary>
public static partial class BackupFolder
{
    /// <summary>The file of a backup that is taken now.</summary>
    public static string PathFor(string folder, DatabaseKind kind, DateTimeOffset now) => Path.Combine(
        Path.GetFullPath(folder),
        string.Create(CultureInfo.InvariantCulture, $"drumai-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}.{(kind == DatabaseKind.Sqlite ? "db" : "dump")}"));

    /// <summary>The backups that are complete, the newest first. A file without a manifest is none.</summary>
    public static IReadOnlyList<string> List(string folder) =>
        [.. Directory.GetFiles(folder).Where(f => Name().IsMatch(Path.GetFileName(f)) && File.Exists(BackupManifest.PathFor(f))).OrderDescending(StringComparer.Ordinal)];

    /// <summary>Deletes all but the newest; whatever else lies there is left alone.</summary>
    /// <returns>What was deleted.</returns>
    public static IReadOnlyList<string> Rotate(string folder, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        string[] old = [.. List(folder).Skip(keep)];
        foreach (string backup in old)
        {
            File.Delete(backup);
            File.Delete(BackupManifest.PathFor(backup));
        }

        return old;
    }

    [GeneratedRegex(@"^drumai-\d{8}T\d{9}Z\.(db|dump)$")]
    private static partial Regex Name();
}
