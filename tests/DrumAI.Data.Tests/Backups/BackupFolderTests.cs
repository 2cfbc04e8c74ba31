using DrumAI.Data.Backups;

namespace DrumAI.Data.Tests.Backups;

public sealed class BackupFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-rotation-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void RotationDeletesTheOldestAndNothingElse()
    {
        string[] backups = [.. Enumerable.Range(1, 5).Select(day => Make(day, isComplete: true))];
        string half = Make(6, isComplete: false), other = Path.Combine(folder, "drumai-notes.db");
        File.WriteAllText(other, "");

        Assert.Equal([backups[1], backups[0]], BackupFolder.Rotate(folder, keep: 3));

        string[] expected = [.. backups[2..], .. backups[2..].Select(BackupManifest.PathFor), half, other];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        Assert.Empty(BackupFolder.Rotate(folder, keep: 3));
    }

    private string Make(int day, bool isComplete)
    {
        string path = BackupFolder.PathFor(folder, DatabaseKind.Sqlite, new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(path, "");
        if (isComplete) File.WriteAllText(BackupManifest.PathFor(path), "{}");
        return path;
    }
}
