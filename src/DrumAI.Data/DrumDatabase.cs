using System.Data.Common;
using DrumAI.Taxonomy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace DrumAI.Data;

/// <summary>
/// A database with the schema of this program: the service's, or a lab's feature store. A connection string with <c>Host=</c> means PostgreSQL, one
/// with <c>Data Source=</c> SQLite. Any number of threads may make contexts; each context belongs to one thread at a time.
/// </summary>
public sealed class DrumDatabase : IAsyncDisposable, IDisposable
{
    private const long MigrationKey = 0x4472756D4D6967;
    private const int RetryCount = 12;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    /// <summary>What a server says that is shut down, or that crashed, on top of what counts as passing anyway.</summary>
    private static readonly string[] ServerGoesAway = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.CannotConnectNow];

    private readonly DbContextOptions<SqliteDataContext>? sqlite;
    private readonly DbContextOptions<PostgresDataContext>? postgres;
    private readonly NpgsqlDataSource? dataSource;
    private FileStream? inUse;

    private DrumDatabase(DatabaseKind kind, string connectionString)
    {
        Kind = kind;
        ConnectionString = connectionString;
        if (kind == DatabaseKind.Sqlite)
        {
            sqlite = new DbContextOptionsBuilder<SqliteDataContext>()
                .UseSqlite(connectionString)
                .AddInterceptors(SqliteSettings.Instance)
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .Options;
        }
        else
        {
            dataSource = NpgsqlDataSource.Create(connectionString);
            postgres = new DbContextOptionsBuilder<PostgresDataContext>()
                .UseNpgsql(dataSource)
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .Options;
        }
    }

    /// <summary>Which database lies beneath.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>How it is reached.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens a database, makes it where it is missing, and brings an older one to the schema of this program.</summary>
    /// <param name="connectionString">With <c>Host=</c> for PostgreSQL, with <c>Data Source=</c> for SQLite.</param>
    /// <param name="taxonomy">The classes that rows refer to; <see cref="DrumTaxonomy.Default"/> unless given.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ArgumentException">The connection string makes no sense.</exception>
    /// <exception cref="DatabaseException">The database cannot be reached, or was made by a newer program.</exception>
    public static async Task<DrumDatabase> OpenAsync(
        string connectionString, DrumTaxonomy? taxonomy = null, CancellationToken cancellation = default)
    {
        var database = Connect(connectionString);
        try
        {
            await database.UpgradeAsync(taxonomy ?? DrumTaxonomy.Default, cancellation);
            return database;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            await database.DisposeAsync();
            throw new DatabaseException($"The database cannot be opened: {e.Message}", e);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A context for one piece of work.</summary>
    public DrumDataContext CreateContext() => sqlite is not null ? new SqliteDataContext(sqlite) : new PostgresDataContext(postgres!);

    /// <summary>
    /// Does a piece of work with a context of its own, and does it again where the server went away meanwhile: for about half a minute. What the
    /// work does must therefore bear being done twice, or be one transaction.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<DrumDataContext, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Kind == DatabaseKind.Sqlite)
        {
            await using var context = CreateContext();
            return await work(context);
        }

        await using var lasting = CreateContext();
        var strategy = new PatientStrategy(lasting);
        return await strategy.ExecuteAsync(async () =>
        {
            await using var context = CreateContext();
            return await work(context);
        });
    }

    /// <summary>Closes idle connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (dataSource is not null) await dataSource.DisposeAsync();
        else CloseFile();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        if (dataSource is not null) dataSource.Dispose();
        else CloseFile();
    }

    /// <summary>A database as it is, without bringing it up to date.</summary>
    internal static DrumDatabase Connect(string connectionString)
    {
        connectionString = DatabaseAddress.Resolve(connectionString);
        return new DrumDatabase(DatabaseAddress.KindOf(connectionString), connectionString);
    }

    private async Task UpgradeAsync(DrumTaxonomy taxonomy, CancellationToken cancellation)
    {
        await using var context = CreateContext();
        using var alone = Kind == DatabaseKind.Sqlite ? await PrepareFileAsync(context, cancellation) : null;
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (await context.Database.CanConnectAsync(cancellation)
            && (await context.Database.GetAppliedMigrationsAsync(cancellation)).FirstOrDefault(m => !known.Contains(m)) is { } unknown)
            throw new DatabaseException($"The database was made by a newer version of this program (schema {unknown}).");
        if (dataSource is null) await context.Database.MigrateAsync(cancellation);
        else await MigrateAloneAsync(dataSource, context, cancellation);
        await TaxonomyRows.WriteAsync(context, taxonomy, cancellation);
    }

    /// <summary>Replicas that start at once migrate one after the other; EF Core's own lock lets a second one in between two migrations.</summary>
    private static async Task MigrateAloneAsync(NpgsqlDataSource source, DrumDataContext context, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_lock({MigrationKey})";
        await command.ExecuteNonQueryAsync(cancellation);
        try
        {
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            command.CommandText = $"SELECT pg_advisory_unlock({MigrationKey})";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Makes the file's folder and takes a lock beside it, so that one process upgrades at a time; the system lets go of it when that process ends,
    /// however it ends. EF Core's own lock is a row, and stays when its process is killed: under our lock any such row is an orphan.
    /// </summary>
    private async Task<FileStream?> PrepareFileAsync(DrumDataContext context, CancellationToken cancellation)
    {
        if (SqliteUse.FileOf(context.Database.GetConnectionString()!) is not { } path) return null;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Held until this is disposed of. Somebody has it alone while a backup is restored, and for no longer.
        while ((inUse = SqliteUse.TryShare(path)) is null) await Task.Delay(20, cancellation);
        FileStream alone;
        while (true)
        {
            try
            {
                alone = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
                break;
            }
            catch (IOException e) when (SqliteUse.IsTaken(e))
            {
                await Task.Delay(20, cancellation);
            }
        }

        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS __EFMigrationsLock;", cancellation);
        return alone;
    }

    private void CloseFile()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        inUse?.Dispose();
    }

    /// <summary>Sees through the exception in which EF Core wraps what it takes for a passing failure.</summary>
    private sealed class PatientStrategy(DbContext context) : NpgsqlRetryingExecutionStrategy(context, RetryCount, LongestPause, ServerGoesAway)
    {
        protected override bool ShouldRetryOn(Exception? exception) =>
            base.ShouldRetryOn(exception is InvalidOperationException { InnerException: { } inner } ? inner : exception);
    }
}
