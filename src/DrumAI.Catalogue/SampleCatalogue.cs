using DrumAI.Catalogue.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue;

/// <summary>
/// A musician's catalogue: one SQLite file in a data folder. Several programs may have it open at once. Any number of threads may make contexts
/// and connections from one instance; each of those belongs to one thread at a time.
/// </summary>
public sealed class SampleCatalogue : IDisposable
{
    /// <summary>The database's file name in the data folder.</summary>
    public const string FileName = "catalogue.db";

    private readonly DbContextOptions<CatalogueContext> options;
    private readonly FolderLock inUse;

    private SampleCatalogue(string dataFolder, FolderLock inUse)
    {
        Folder = dataFolder;
        this.inUse = inUse;
        options = OptionsFor(DatabasePath);
    }

    /// <summary>The data folder, as a whole path.</summary>
    public string Folder { get; }

    /// <summary>The database's file.</summary>
    public string DatabasePath => Path.Combine(Folder, FileName);

    /// <summary>Opens the catalogue of a data folder; makes both where they are missing, and brings an older catalogue up to date, keeping a copy.</summary>
    /// <exception cref="CatalogueException">It cannot be opened; the message says why.</exception>
    public static SampleCatalogue Open(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        dataFolder = Path.GetFullPath(dataFolder);
        try
        {
            Directory.CreateDirectory(dataFolder);
            SchemaUpgrade.Run(dataFolder);
            return new SampleCatalogue(dataFolder, FolderLock.Share(dataFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CatalogueException($"The catalogue in {dataFolder} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>A context for one piece of work.</summary>
    public CatalogueContext CreateContext() => new(options);

    /// <summary>An open connection, for work that needs no objects.</summary>
    public SqliteConnection OpenConnection() => OpenConnection(DatabasePath);

    /// <summary>Lets go of the catalogue.</summary>
    public void Dispose() => inUse.Dispose();

    internal static DbContextOptions<CatalogueContext> OptionsFor(string databasePath) => new DbContextOptionsBuilder<CatalogueContext>()
        .UseSqlite(ConnectionString(databasePath))
        .AddInterceptors(ConnectionSettings.Instance)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .Options;

    internal static SqliteConnection OpenConnection(string databasePath)
    {
        var connection = new SqliteConnection(ConnectionString(databasePath));
        connection.Open();
        ConnectionSettings.Apply(connection);
        return connection;
    }

    private static string ConnectionString(string databasePath) => new SqliteConnectionStringBuilder
    {
        DataSource = databasePath,
        ForeignKeys = true,
        // How long a writer waits for another's transaction; ours are short.
        DefaultTimeout = 30,
    }.ToString();
}
