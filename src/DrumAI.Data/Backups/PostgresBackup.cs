using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace DrumAI.Data.Backups;

/// <summary>Backups of a database on a PostgreSQL server, by <c>pg_dump</c> in its custom format.</summary>
internal static class PostgresBackup
{
    private const int LongestName = 63;

    public static async Task<BackupManifest> WriteAsync(string connectionString, string part, CancellationToken cancellation)
    {
        connectionString = DatabaseAddress.Resolve(connectionString);
        await using var connection = await OpenAsync(connectionString, cancellation);
        // What this transaction sees, pg_dump sees too: one moment, for the digests and for the file. Writers go on meanwhile.
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        string snapshot = (await ScalarAsync<string>(connection, "SELECT pg_export_snapshot()", cancellation))!;
        var takenAt = DateTimeOffset.UtcNow;
        string schema = await SchemaOfAsync(connection, cancellation);
        await PostgresPrograms.RunAsync(
            "pg_dump", connectionString, ["--format=custom", "--compress=1", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={part}"], cancellation);
        var tables = await DigestsAsync(connection, moment, cancellation);
        await moment.CommitAsync(cancellation);
        return new BackupManifest
        {
            Kind = DatabaseKind.Postgres,
            TakenAt = takenAt,
            Schema = schema,
            Sha256 = "",
            Bytes = 0,
            Check = await CheckAsync(connectionString, part, tables, cancellation),
            Tables = tables,
        };
    }

    public static async Task<RestoredDatabase> RestoreAsync(
        string connectionString, string backup, BackupManifest? manifest, bool replace, CancellationToken cancellation)
    {
        connectionString = DatabaseAddress.Resolve(connectionString);
        string name = new NpgsqlConnectionStringBuilder(connectionString).Database ?? throw new DatabaseException("The connection string names no database.");
        bool? isEmpty = await IsEmptyAsync(connectionString, cancellation);
        if (isEmpty == false && !replace)
            throw new DatabaseException($"The database {name} holds something; --replace puts the backup in its place, and keeps it under another name.");
        if (isEmpty == true) return await FillAsync(connectionString, backup, manifest, kept: null, cancellation);

        // Made beside it and looked at, before it takes the name.
        string incoming = NameBeside(name, "incoming");
        await ExecuteAsync(connectionString, $"CREATE DATABASE {Quote(incoming)} TEMPLATE template0", cancellation);
        try
        {
            var restored = await FillAsync(With(connectionString, incoming), backup, manifest, kept: null, cancellation);
            string? kept = isEmpty is null ? null : NameBeside(name, "before");
            if (kept is not null) await RenameAsync(connectionString, name, kept, cancellation);
            await RenameAsync(connectionString, incoming, name, cancellation);
            return restored with { Kept = kept };
        }
        catch
        {
            await ExecuteAsync(connectionString, $"DROP DATABASE IF EXISTS {Quote(incoming)}", CancellationToken.None);
            throw;
        }
    }

    /// <summary>Restores the file beside the database and compares; where the role may not make a database, reads it to its end.</summary>
    private static async Task<BackupCheck> CheckAsync(
        string connectionString, string part, IReadOnlyDictionary<string, TableDigest> tables, CancellationToken cancellation)
    {
        string name = NameBeside(new NpgsqlConnectionStringBuilder(connectionString).Database!, "check");
        try
        {
            await ExecuteAsync(connectionString, $"CREATE DATABASE {Quote(name)} TEMPLATE template0", cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await PostgresPrograms.RunAsync("pg_restore", connectionString, [$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", part], cancellation);
            return BackupCheck.Read;
        }

        try
        {
            await RestoreIntoAsync(With(connectionString, name), part, cancellation);
            await using var connection = await OpenAsync(With(connectionString, name), cancellation);
            BackupManifest.Compare(tables, await DigestsAsync(connection, null, cancellation), "The backup");
        }
        finally
        {
            await ExecuteAsync(connectionString, $"DROP DATABASE {Quote(name)}", CancellationToken.None);
        }

        return BackupCheck.Restored;
    }

    private static async Task<RestoredDatabase> FillAsync(
        string connectionString, string backup, BackupManifest? manifest, string? kept, CancellationToken cancellation)
    {
        await RestoreIntoAsync(connectionString, backup, cancellation);
        await using var connection = await OpenAsync(connectionString, cancellation);
        var tables = await DigestsAsync(connection, null, cancellation);
        await SchemaOfAsync(connection, cancellation);
        if (manifest is not null) BackupManifest.Compare(manifest.Tables, tables, "What was restored");
        return new RestoredDatabase(tables, kept, manifest is not null);
    }

    private static Task RestoreIntoAsync(string connectionString, string backup, CancellationToken cancellation) => PostgresPrograms.RunAsync(
        "pg_restore",
        connectionString,
        [$"--dbname={new NpgsqlConnectionStringBuilder(connectionString).Database}", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", backup],
        cancellation);

    /// <summary>Whether the database holds no table; null where there is no such database.</summary>
    private static async Task<bool?> IsEmptyAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenAsync(connectionString, cancellation);
            return (await TablesAsync(connection, cancellation)).Count == 0;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }
    }

    private static async Task<string> SchemaOfAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        bool isOurs = (await TablesAsync(connection, cancellation)).Contains("\"__EFMigrationsHistory\"");
        string? schema = isOurs ? await ScalarAsync<string>(connection, """SELECT max("MigrationId") FROM "__EFMigrationsHistory" """, cancellation) : null;
        return schema ?? throw new DatabaseException($"{connection.Database} is no database of the shared service.");
    }

    private static async Task<IReadOnlyDictionary<string, TableDigest>> DigestsAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        var digests = new SortedDictionary<string, TableDigest>(StringComparer.Ordinal);
        foreach (string table in await TablesAsync(connection, cancellation))
            digests[table.Trim('"')] = await TableDigest.ReadAsync(connection, transaction, table, cancellation);
        return digests;
    }

    /// <summary>Names of the tables, quoted; one of another schema than the usual one has its schema's name before it.</summary>
    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT CASE WHEN table_schema = 'public' THEN quote_ident(table_name) ELSE quote_ident(table_schema) || '.' || quote_ident(table_name) END
            FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancellation)) tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task RenameAsync(string connectionString, string from, string to, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(connectionString, $"ALTER DATABASE {Quote(from)} RENAME TO {Quote(to)}", cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            throw new DatabaseException($"Other programs have the database {from} open. Stop them and try again.", e);
        }
    }

    /// <summary>Runs a command on the server itself, not in one of our databases.</summary>
    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(With(connectionString, "postgres"), cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<T?> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation) is T value ? value : default;
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        // Not pooled: a database that is to be renamed or dropped must have no idle connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static string With(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private static string NameBeside(string name, string what)
    {
        string suffix = string.Create(CultureInfo.InvariantCulture, $"_{what}_{DateTime.UtcNow:yyyyMMddHHmmss}{RandomNumberGenerator.GetInt32(1000):000}");
        return name[..Math.Min(name.Length, LongestName - suffix.Length)] + suffix;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
