using DrumAI.Catalogue.Schema;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Keeping;

/// <summary>Copies of a catalogue in one file, and the way back.</summary>
public static class LibraryBackup
{
    /// <summary>Writes a copy of the catalogue as it is at this moment, also while an import runs.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="path">The copy's file, which must not exist yet. It appears when it is complete.</param>
    /// <exception cref="CatalogueException">It exists, or cannot be written.</exception>
    public static void Write(SampleCatalogue catalogue, string path)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        path = Path.GetFullPath(path);
        if (Path.Exists(path)) throw new CatalogueException($"{path} exists already; a backup replaces nothing.");
        string part = path + ".part";
        try
        {
            File.Delete(part);
            using (var connection = catalogue.OpenConnection())
            using (var copy = new Statement(connection, "VACUUM INTO $1", 1)) copy.Execute(part);
            File.Move(part, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CatalogueException($"The backup {path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Puts a copy in the catalogue's place. What was there before is kept in the folder <c>before-restore</c>.</summary>
    /// <param name="dataFolder">The catalogue's folder.</param>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <returns>Where the catalogue of before was put; null where there was none.</returns>
    /// <exception cref="CatalogueException">The file is no catalogue or is damaged, or other programs have the catalogue open. Nothing was changed then.</exception>
    public static string? Restore(string dataFolder, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        dataFolder = Path.GetFullPath(dataFolder);
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(dataFolder);
            using var own = FolderLock.TryOwn(dataFolder)
                ?? throw new CatalogueException($"Other programs have the catalogue in {dataFolder} open. Close them and try again.");
            string database = Path.Combine(dataFolder, SampleCatalogue.FileName), incoming = database + ".incoming";
            File.Copy(path, incoming, overwrite: true);
            CheckIsCatalogue(incoming, path);
            string? kept = KeepAside(dataFolder, database);
            File.Move(incoming, database, overwrite: true);
            return kept;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"{path} cannot be restored: {e.Message}", e);
        }
    }

    private static void CheckIsCatalogue(string incoming, string path)
    {
        try
        {
            using (var connection = SampleCatalogue.OpenConnection(incoming))
            {
                using var check = new Statement(connection, "PRAGMA quick_check(1)", 0);
                if (check.Scalar() is not "ok") throw new CatalogueException($"{path} is damaged; the catalogue was left as it is.");
            }

            if (!SchemaUpgrade.IsCatalogue(incoming)) throw new CatalogueException($"{path} is no catalogue; the catalogue was left as it is.");
        }
        catch (SqliteException e)
        {
            throw new CatalogueException($"{path} is no catalogue, or is damaged ({e.Message}); the catalogue was left as it is.", e);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private static string? KeepAside(string dataFolder, string database)
    {
        if (!File.Exists(database)) return null;
        string folder = Path.Combine(dataFolder, "before-restore");
        Directory.CreateDirectory(folder);
        string kept = Path.Combine(folder, $"catalogue-{DateTime.UtcNow:yyyyMMddTHHmmssfff}.db");
        // Files, not rows: what is being replaced may be damaged. Its log belongs to it, and must not meet the new file.
        File.Copy(database, kept);
        if (File.Exists(database + "-wal")) File.Copy(database + "-wal", kept + "-wal");
        File.Delete(database + "-wal");
        File.Delete(database + "-shm");
        return kept;
    }
}
