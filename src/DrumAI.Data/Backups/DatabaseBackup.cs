using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;

namespace DrumAI.Data.Backups;

/// <summary>
/// Backups of a service's database in one file, also while it is used: a backup holds one moment of it. Each is checked by restoring it once, and a
/// manifest of its tables is written beside it.
/// </summary>
public static class DatabaseBackup
{
    /// <summary>
    /// Writes a backup, and checks it. The file appears when it is complete; one that exists is not replaced. How it ended is written into the
    /// database (<see cref="LastBackup"/>).
    /// </summary>
    /// <param name="connectionString">The database; see <see cref="DrumDatabase"/>.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="DatabaseException">The database, the file or a program that is needed cannot be used; no file is left then.</exception>
    public static async Task<BackupManifest> WriteAsync(string connectionString, string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        if (Path.Exists(path)) throw new DatabaseException($"{path} exists already; a backup replaces nothing.");
        long begun = Stopwatch.GetTimestamp();
        await using var database = DrumDatabase.Connect(connectionString);
        if (database.Kind == DatabaseKind.Sqlite && !File.Exists(SqliteBackup.FileOf(database.ConnectionString)))
            throw new DatabaseException($"There is no database {SqliteBackup.FileOf(database.ConnectionString)}.");
        try
        {
            var manifest = await WriteFileAsync(database, path, cancellation);
            var now = DateTimeOffset.UtcNow;
            await RecordAsync(database, new LastBackup
            {
                At = now,
                SucceededAt = now,
                File = Path.GetFileName(path),
                Bytes = manifest.Bytes,
                Rows = manifest.Rows,
                Check = manifest.Check,
                Seconds = Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 3),
            });
            return manifest;
        }
        catch (DatabaseException e)
        {
            await RecordFailureAsync(database, e.Message);
            throw;
        }
    }

    /// <summary>Restores a backup into a place that is new or empty, and compares the tables with the manifest, where there is one.</summary>
    /// <param name="connectionString">The place.</param>
    /// <param name="path">A file that <see cref="WriteAsync"/> wrote.</param>
    /// <param name="replace">Whether it may take the place of a database that holds something; that one is kept beside it under another name.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Tables of the restored database, and where the one of before was put, if there was one.</returns>
    /// <exception cref="DatabaseException">It cannot be restored; the place is as it was then.</exception>
    public static async Task<RestoredDatabase> RestoreAsync(string connectionString, string path, bool replace, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        if (!File.Exists(path)) throw new DatabaseException($"There is no file {path}.");
        try
        {
            var kind = DatabaseAddress.KindOf(connectionString);
            var manifest = await BackupManifest.ReadAsync(path, cancellation);
            if (manifest is not null)
            {
                if (manifest.Kind != kind) throw new DatabaseException($"{path} is a backup of {NameOf(manifest.Kind)}, and the place is {NameOf(kind)}.");
                (_, string sha256) = await HashAsync(path, cancellation);
                if (sha256 != manifest.Sha256) throw new DatabaseException($"{path} is damaged: it is not the file that its manifest describes.");
            }

            return kind == DatabaseKind.Sqlite
                ? await SqliteBackup.RestoreAsync(connectionString, path, manifest, replace, cancellation)
                : await PostgresBackup.RestoreAsync(connectionString, path, manifest, replace, cancellation);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw new DatabaseException($"{path} cannot be restored: {e.Message}", e);
        }
    }

    private static async Task<BackupManifest> WriteFileAsync(DrumDatabase database, string path, CancellationToken cancellation)
    {
        string part = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Delete(part);
            var manifest = database.Kind == DatabaseKind.Sqlite
                ? await SqliteBackup.WriteAsync(database.ConnectionString, part, cancellation)
                : await PostgresBackup.WriteAsync(database.ConnectionString, part, cancellation);
            (long bytes, string sha256) = await FlushAndHashAsync(part, cancellation);
            manifest = manifest with { Bytes = bytes, Sha256 = sha256 };
            await manifest.WriteAsync(path, cancellation);
            File.Move(part, path);
            return manifest;
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw new DatabaseException($"The backup {path} cannot be written: {e.Message}", e);
        }
        finally
        {
            if (!File.Exists(path)) foreach (string rest in new[] { part, BackupManifest.PathFor(path) }.Where(File.Exists)) File.Delete(rest);
        }
    }

    private static async Task RecordAsync(DrumDatabase database, LastBackup outcome)
    {
        await using var context = database.CreateContext();
        await outcome.WriteAsync(context);
    }

    /// <summary>Where the database cannot be reached, or is none of ours, the failure itself says so.</summary>
    private static async Task RecordFailureAsync(DrumDatabase database, string error)
    {
        try
        {
            await using var context = database.CreateContext();
            var last = await LastBackup.ReadAsync(context);
            var now = DateTimeOffset.UtcNow;
            await ((last ?? new LastBackup { At = now }) with { At = now, Error = error }).WriteAsync(context);
        }
        catch (Exception e) when (IsFailure(e) || e is InvalidOperationException)
        {
            // What is thrown by the caller says more.
        }
    }

    private static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException or DbException or TimeoutException;

    private static string NameOf(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL";

    private static async Task<(long Bytes, string Sha256)> FlushAndHashAsync(string path, CancellationToken cancellation)
    {
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        return await HashAsync(path, cancellation);
    }

    private static async Task<(long Bytes, string Sha256)> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        byte[] hash = await SHA256.HashDataAsync(file, cancellation);
        return (file.Length, Convert.ToHexStringLower(hash));
    }
}
