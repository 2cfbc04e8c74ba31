namespace DrumAI.Data.Tests.Databases;

/// <summary>An empty database of either kind for one test.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string? folder;

    private TestDatabase(string connectionString, string? folder)
    {
        ConnectionString = connectionString;
        this.folder = folder;
    }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes one; the running test is skipped where the kind cannot be had.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, PostgresServer server)
    {
        if (kind == DatabaseKind.Postgres) return new TestDatabase(await server.CreateDatabaseAsync(), folder: null);
        string folder = Directory.CreateTempSubdirectory("drumai-data-").FullName;
        return new TestDatabase($"Data Source={Path.Combine(folder, "drumai.db")}", folder);
    }

    public void Dispose()
    {
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
