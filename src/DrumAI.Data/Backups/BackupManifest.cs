using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumAI.Data.Backups;

/// <summary>What a backup holds; written beside it, and what is restored is compared with it.</summary>
public sealed record BackupManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Which database it is of.</summary>
    public required DatabaseKind Kind { get; init; }

    /// <summary>The moment whose state it holds.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The last migration of its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>SHA-256 of the file, in hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>What was done to see that it can be restored.</summary>
    public required BackupCheck Check { get; init; }

    /// <summary>The tables.</summary>
    public required IReadOnlyDictionary<string, TableDigest> Tables { get; init; }

    /// <summary>Rows of all tables.</summary>
    [JsonIgnore]
    public long Rows => Tables.Values.Sum(t => t.Rows);

    /// <summary>Where the manifest of a backup lies.</summary>
    public static string PathFor(string backup) => backup + ".json";

    /// <summary>Reads the manifest of a backup.</summary>
    /// <returns>It; null where there is none.</returns>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public static async Task<BackupManifest?> ReadAsync(string backup, CancellationToken cancellation)
    {
        if (!File.Exists(PathFor(backup))) return null;
        try
        {
            await using var file = File.OpenRead(PathFor(backup));
            return await JsonSerializer.DeserializeAsync<BackupManifest>(file, Json, cancellation);
        }
        catch (JsonException e)
        {
            throw new DatabaseException($"{PathFor(backup)} is damaged: {e.Message}", e);
        }
    }

    internal async Task WriteAsync(string backup, CancellationToken cancellation)
    {
        await using var file = File.Create(PathFor(backup));
        await JsonSerializer.SerializeAsync(file, this, Json, cancellation);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Says which tables of a database are not as they were.</summary>
    /// <exception cref="DatabaseException">There are such tables.</exception>
    internal static void Compare(IReadOnlyDictionary<string, TableDigest> expected, IReadOnlyDictionary<string, TableDigest> found, string what)
    {
        string[] different = [.. expected.Keys.Union(found.Keys).Where(t => expected.GetValueOrDefault(t) != found.GetValueOrDefault(t)).Order(StringComparer.Ordinal)];
        if (different.Length > 0) throw new DatabaseException($"{what} differs from what was backed up in {string.Join(", ", different)}.");
    }
}
