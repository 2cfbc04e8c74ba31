using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DrumAI.Catalogue.Schema;

/// <summary>Brings a catalogue's file to the schema of this program. The file is copied before, and nobody else has it open meanwhile.</summary>
internal static class SchemaUpgrade
{
    private const string History = "__EFMigrationsHistory";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The migrations that this program knows, oldest first.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. typeof(CatalogueContext).Assembly.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Makes or upgrades the database of a folder; does nothing where it is up to date.</summary>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="patience">How long to wait for others who have it open; 20 seconds unless told otherwise.</param>
    /// <exception cref="CatalogueException">It was made by a newer program, or others have it open.</exception>
    public static void Run(string dataFolder, TimeSpan? patience = null)
    {
        string database = Path.Combine(dataFolder, SampleCatalogue.FileName);
        var limit = patience ?? Patience;
        for (long begun = Environment.TickCount64; IsBehind(database);)
        {
            using (var own = FolderLock.TryOwn(dataFolder))
            {
                if (own is not null)
                {
                    // Another process may have done it since we looked.
                    if (IsBehind(database)) Upgrade(dataFolder, database);
                    return;
                }
            }

            // Whoever has the folder alone is upgrading it, which may take its time; those who merely have it open would never make way.
            using (var shared = FolderLock.TryShare(dataFolder))
                if (shared is null) limit = TimeSpan.FromMinutes(10);
            if (Environment.TickCount64 - begun > limit.TotalMilliseconds)
                throw new CatalogueException($"The catalogue in {dataFolder} must be upgraded, and other programs have it open. Close them and try again.");
            Thread.Sleep(50);
        }
    }

    /// <summary>Whether a file is a catalogue of any schema that this program knows.</summary>
    /// <exception cref="CatalogueException">It was made by a newer program.</exception>
    public static bool IsCatalogue(string database)
    {
        _ = IsBehind(database);
        return Applied(database).Count > 0;
    }

    private static bool IsBehind(string database)
    {
        var applied = Applied(database);
        if (applied.Except(Known).FirstOrDefault() is { } unknown)
            throw new CatalogueException($"The catalogue {database} was made by a newer version of this program (schema {unknown}).");
        return applied.Count < Known.Count || UserVersion(database) != DerivedVersion() || JournalMode(database) != "wal";
    }

    /// <summary>Says which script of triggers the database has; whoever was killed between a migration and its script is told by it.</summary>
    private static long UserVersion(string database) => (long)Pragma(database, "user_version");

    /// <summary>A restored copy has no write-ahead log yet.</summary>
    private static string JournalMode(string database) => (string)Pragma(database, "journal_mode");

    private static object Pragma(string database, string name)
    {
        using var connection = SampleCatalogue.OpenConnection(database);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar()!;
    }

    /// <summary>A positive number of 31 bits that differs with the script.</summary>
    private static int DerivedVersion() =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(DerivedSql()))) & int.MaxValue;

    private static List<string> Applied(string database)
    {
        if (!File.Exists(database) || new FileInfo(database).Length == 0) return [];
        using var connection = SampleCatalogue.OpenConnection(database);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM sqlite_master WHERE name = '{History}'";
        if ((long)command.ExecuteScalar()! == 0) return [];
        command.CommandText = $"SELECT MigrationId FROM {History}";
        using var reader = command.ExecuteReader();
        var applied = new List<string>();
        while (reader.Read()) applied.Add(reader.GetString(0));
        return applied;
    }

    private static void Upgrade(string dataFolder, string database)
    {
        if (Applied(database).Order(StringComparer.Ordinal).LastOrDefault() is { } last) Copy(dataFolder, database, last);
        // Whoever was killed while migrating left this behind, and the next one would wait for it for ever. The folder's lock does its work.
        Execute(database, "DROP TABLE IF EXISTS __EFMigrationsLock; PRAGMA journal_mode = WAL;");
        using (var context = new CatalogueContext(SampleCatalogue.OptionsFor(database))) context.Database.Migrate();
        Execute(database, $"BEGIN; {DerivedSql()} PRAGMA user_version = {DerivedVersion()}; COMMIT;");
        SqliteConnection.ClearAllPools();
    }

    private static void Execute(string database, string sql)
    {
        using var connection = SampleCatalogue.OpenConnection(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Copy(string dataFolder, string database, string schema)
    {
        string folder = Path.Combine(dataFolder, "before-upgrade");
        Directory.CreateDirectory(folder);
        string copy = Path.Combine(folder, $"catalogue-{schema}-{DateTime.UtcNow:yyyyMMddTHHmmssfff}.db");
        using var connection = SampleCatalogue.OpenConnection(database);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
    }

    private static string DerivedSql()
    {
        using var stream = typeof(SchemaUpgrade).Assembly.GetManifestResourceStream("derived.sql")
            ?? throw new InvalidOperationException("The library was built without its triggers.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
