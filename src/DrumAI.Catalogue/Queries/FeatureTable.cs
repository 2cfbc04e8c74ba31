using DrumAI.Features;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DrumAI.Catalogue.Queries;

/// <summary>
/// Fifteen features of measured sounds, each feature in one array, sound after sound: what a map, a statistic or a classifier of one's own works on.
/// </summary>
public sealed class FeatureTable
{
    private const int FrameCount = 32;

    private FeatureTable(int count, int embeddingSize)
    {
        Ids = new long[count];
        Classes = new string?[count];
        Subclasses = new string?[count];
        Timbre = [.. Enumerable.Range(0, TimbreNames.Count).Select(_ => new float[count])];
        Embedding = new float[count * embeddingSize];
        Zcr = new float[count * FrameCount];
        Flatness = new float[count * FrameCount];
        Contrast = new float[count * 7 * FrameCount];
        Contrast8 = new float[count * 8 * FrameCount];
        Mfcc = new float[count * 20 * FrameCount];
    }

    /// <summary>The timbral models, in the order of <see cref="Timbre"/>.</summary>
    public static IReadOnlyList<string> TimbreNames { get; } = ["Hardness", "Depth", "Brightness", "Roughness", "Warmth", "Sharpness", "Boominess"];

    /// <summary>Numbers of the sounds.</summary>
    public long[] Ids { get; }

    /// <summary>Wire names of their classes.</summary>
    public string?[] Classes { get; }

    /// <summary>Wire names of their sub-classes.</summary>
    public string?[] Subclasses { get; }

    /// <summary>For each timbral model, a number for each sound; NaN where it is not defined.</summary>
    public IReadOnlyList<float[]> Timbre { get; }

    /// <summary>Embeddings of the model.</summary>
    public float[] Embedding { get; }

    /// <summary>Zero-crossing rate, 32 numbers a sound.</summary>
    public float[] Zcr { get; }

    /// <summary>Spectral flatness, 32 numbers a sound.</summary>
    public float[] Flatness { get; }

    /// <summary>Spectral contrast, 7 x 32 numbers a sound.</summary>
    public float[] Contrast { get; }

    /// <summary>Spectral contrast from 100 Hz up, 8 x 32 numbers a sound.</summary>
    public float[] Contrast8 { get; }

    /// <summary>Mel-frequency cepstral coefficients, 20 x 32 numbers a sound.</summary>
    public float[] Mfcc { get; }

    /// <summary>Reads the features of measured sounds that are there, in the order of their numbers.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="limit">How many at most.</param>
    public static FeatureTable Read(SampleCatalogue catalogue, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        using var size = new Statement(
            connection, "SELECT COUNT(*), (SELECT length(Embedding) FROM Predictions LIMIT 1) FROM Samples WHERE IsPresent AND Stage = 2", 0);
        using var rows = new Statement(
            connection,
            $"""
            SELECT s.Id, s.Class, s.Subclass, {string.Join(", ", TimbreNames.Select(n => "s." + n))},
                p.Embedding, f.Zcr, f.Flatness, f.Contrast, f.Contrast8, f.Mfcc
            FROM Samples s JOIN Predictions p ON p.SampleId = s.Id JOIN Features f ON f.SampleId = s.Id
            WHERE s.IsPresent = 1 AND s.Stage = 2 ORDER BY s.Id LIMIT $1
            """,
            1);
        // Both see the same state of the catalogue, whatever others write meanwhile.
        return ReadTransaction.Run(connection, () =>
        {
            var (count, embeddingSize) = ReadSize(size);
            var table = new FeatureTable(Math.Min(count, limit), embeddingSize);
            table.Fill(rows, table.Ids.Length);
            return table;
        });
    }

    private static (int Count, int EmbeddingSize) ReadSize(Statement size)
    {
        using var reader = size.Read();
        reader.Read();
        return (reader.GetInt32(0), reader.IsDBNull(1) ? 0 : reader.GetInt32(1) / sizeof(float));
    }

    private void Fill(Statement rows, int limit)
    {
        using SqliteDataReader reader = rows.Read(limit);
        // Few names, many sounds: each name is made once.
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        float[][] vectors = [Embedding, Zcr, Flatness, Contrast, Contrast8, Mfcc];
        for (int row = 0; reader.Read(); row++)
        {
            Ids[row] = reader.GetInt64(0);
            Classes[row] = Name(1);
            Subclasses[row] = Name(2);
            for (int i = 0; i < Timbre.Count; i++) Timbre[i][row] = reader.IsDBNull(3 + i) ? float.NaN : reader.GetFloat(3 + i);
            for (int i = 0; i < vectors.Length; i++) CopyVector(reader, 3 + Timbre.Count + i, vectors[i], row);
        }

        string? Name(int column)
        {
            if (reader.IsDBNull(column)) return null;
            string name = reader.GetString(column);
            return names.TryGetValue(name, out string? known) ? known : names[name] = name;
        }
    }

    /// <summary>Copies a vector straight out of the database's page.</summary>
    private void CopyVector(SqliteDataReader reader, int column, float[] vectors, int row)
    {
        int length = vectors.Length / Ids.Length;
        Vectors.CopyTo(raw.sqlite3_column_blob(reader.Handle, column), vectors.AsSpan(row * length, length));
    }
}
