using Microsoft.Data.Sqlite;

namespace DrumAI.Data.Backups;

/// <summary>Backups of a database in one SQLite file, by its online backup.</summary>
internal static class SqliteBackup
{
    public static async Task<BackupManifest> WriteAsync(string connectionString, string part, CancellationToken cancellation)
    {
        string path = FileOf(connectionString);
        await using var source = await OpenAsync(path, SqliteOpenMode.ReadWrite, cancellation);
        // A read transaction holds one moment, for the digests and for the copy; writers go on meanwhile.
        await using var moment = source.BeginTransaction(deferred: true);
        var takenAt = DateTimeOffset.UtcNow;
        string schema = await SchemaOf(source, moment, path, cancellation);
        var tables = await DigestsAsync(source, moment, cancellation);
        await using (var copy = await OpenAsync(part, SqliteOpenMode.ReadWriteCreate, cancellation))
        {
            source.BackupDatabase(copy);
            // One file, without a log beside it.
            await ExecuteAsync(copy, "PRAGMA journal_mode = DELETE", cancellation);
            await CheckAsync(copy, part, cancellation);
            BackupManifest.Compare(tables, await DigestsAsync(copy, null, cancellation), "The copy");
        }

        return new BackupManifest { Kind = DatabaseKind.Sqlite, TakenAt = takenAt, Schema = schema, Sha256 = "", Bytes = 0, Check = BackupCheck.Restored, Tables = tables };
    }

    public static async Task<RestoredDatabase> RestoreAsync(
        string connectionString, string backup, BackupManifest? manifest, bool replace, CancellationToken cancellation)
    {
        string path = FileOf(connectionString);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var alone = SqliteUse.TryOwn(path) ?? throw new DatabaseException($"Other programs have {path} open. Stop them and try again.");
        bool isThere = File.Exists(path) && !await IsEmptyAsync(path, cancellation);
        if (isThere && !replace) throw new DatabaseException($"{path} is there already; --replace puts the backup in its place, and keeps it under another name.");
        string incoming = path + ".incoming";
        try
        {
            File.Copy(backup, incoming, overwrite: true);
            IReadOnlyDictionary<string, TableDigest> tables;
            await using (var copy = await OpenAsync(incoming, SqliteOpenMode.ReadWrite, cancellation))
            {
                await CheckAsync(copy, backup, cancellation);
                await SchemaOf(copy, null, backup, cancellation);
                tables = await DigestsAsync(copy, null, cancellation);
                if (manifest is not null) BackupManifest.Compare(manifest.Tables, tables, "What was restored");
            }

            string? kept = isThere ? KeepAside(path) : null;
            foreach (string log in new[] { path + "-wal", path + "-shm" }) File.Delete(log);
            File.Move(incoming, path, overwrite: true);
            return new RestoredDatabase(tables, kept, manifest is not null);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    public static string FileOf(string connectionString) =>
        SqliteUse.FileOf(DatabaseAddress.Resolve(connectionString)) ?? throw new DatabaseException("A database in memory is not backed up.");

    private static async Task<SqliteConnection> OpenAsync(string path, SqliteOpenMode mode, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>The last migration; a file without any is no database of ours.</summary>
    private static async Task<string> SchemaOf(SqliteConnection connection, SqliteTransaction? transaction, string path, CancellationToken cancellation)
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = """SELECT max("MigrationId") FROM "__EFMigrationsHistory" """;
            if (await command.ExecuteScalarAsync(cancellation) is string schema) return schema;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 1 or 26)
        {
            // There is no such table, or it is no database at all: said below.
        }

        throw new DatabaseException($"{path} is no database of the shared service.");
    }

    private static async Task<IReadOnlyDictionary<string, TableDigest>> DigestsAsync(SqliteConnection connection, SqliteTransaction? transaction, CancellationToken cancellation)
    {
        var digests = new SortedDictionary<string, TableDigest>(StringComparer.Ordinal);
        foreach (string table in await TextsAsync(connection, transaction, "SELECT name FROM sqlite_master WHERE type = 'table'", cancellation))
            digests[table] = await TableDigest.ReadAsync(connection, transaction, $"\"{table}\"", cancellation);
        return digests;
    }

    private static async Task CheckAsync(SqliteConnection connection, string path, CancellationToken cancellation)
    {
        try
        {
            if (await TextsAsync(connection, null, "PRAGMA integrity_check(1)", cancellation) is not ["ok"]) throw new DatabaseException($"{path} is damaged.");
            if (await TextsAsync(connection, null, "PRAGMA foreign_key_check", cancellation) is [var table, ..]) throw new DatabaseException($"{path}: rows of {table} refer to nothing.");
        }
        catch (SqliteException e)
        {
            throw new DatabaseException($"{path} is no SQLite database, or is damaged: {e.Message}", e);
        }
    }

    private static async Task<bool> IsEmptyAsync(string path, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(path, SqliteOpenMode.ReadWrite, cancellation);
        return (await TextsAsync(connection, null, "SELECT name FROM sqlite_master", cancellation)).Count == 0;
    }

    private static async Task<List<string>> TextsAsync(SqliteConnection connection, SqliteTransaction? transaction, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellation)) texts.Add(reader.GetString(0));
        return texts;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Files, not rows: what is being replaced may be damaged. Its log belongs to it.</summary>
    private static string KeepAside(string path)
    {
        string kept = $"{path}.before-{DateTime.UtcNow:yyyyMMddTHHmmssfff}";
        File.Move(path, kept);
        if (File.Exists(path + "-wal")) File.Move(path + "-wal", kept + "-wal");
        return kept;
    }
}
