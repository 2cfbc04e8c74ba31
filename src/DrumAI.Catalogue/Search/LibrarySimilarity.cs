using DrumAI.Features;
using DrumAI.Search;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Search;

/// <summary>The catalogue's sounds, to be compared with each other and with others.</summary>
public static class LibrarySimilarity
{
    /// <summary>So many sounds are put into the index at a time.</summary>
    private const int BatchLength = 4096;

    private const string Columns =
        "p.Embedding, s.Hardness, s.Depth, s.Brightness, s.Roughness, s.Warmth, s.Sharpness, s.Boominess, s.AttackSeconds, s.DurationSeconds";

    /// <summary>Reads the sounds that are there. Embeddings of different models say nothing about each other, so it takes those of one.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="model">Name and version of the model.</param>
    /// <param name="dimension">Numbers in its embeddings.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>An index by the sounds' ids, which the caller disposes of.</returns>
    public static SimilarityIndex Load(SampleCatalogue catalogue, string model, int dimension, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(
            connection, $"SELECT s.Id, {Columns} FROM Samples s JOIN Predictions p ON p.SampleId = s.Id WHERE s.IsPresent AND s.Model = $1 ORDER BY s.Id", 1);
        using var reader = statement.Read(model);
        var index = new SimilarityIndex(dimension);
        var batch = new List<(long, SimilarSound)>(BatchLength);
        while (reader.Read())
        {
            var sound = SoundOf(reader);
            if (sound.Embedding.Length == dimension) batch.Add((reader.GetInt64(0), sound));
            if (batch.Count < BatchLength) continue;
            cancellation.ThrowIfCancellationRequested();
            index.Set(batch);
            batch.Clear();
        }

        index.Set(batch);
        return index;
    }

    /// <summary>A sound of the catalogue as it is compared; null where there is no such sound, or this model has not heard it.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="id">The sound.</param>
    /// <param name="model">Name and version of the model.</param>
    public static SimilarSound? Read(SampleCatalogue catalogue, long id, string model)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(
            connection, $"SELECT s.Id, {Columns} FROM Samples s JOIN Predictions p ON p.SampleId = s.Id WHERE s.Id = $1 AND s.Model = $2", 2);
        using var reader = statement.Read(id, model);
        return reader.Read() ? SoundOf(reader) : null;
    }

    /// <summary>How many sounds are there that another model heard, or none yet.</summary>
    public static long CountOthers(SampleCatalogue catalogue, string model)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(connection, "SELECT COUNT(*) FROM Samples WHERE IsPresent AND Model IS NOT $1", 1);
        return (long)statement.Scalar(model)!;
    }

    /// <summary>The sound that has the content of a file; null where none has.</summary>
    public static long? FindContent(SampleCatalogue catalogue, string path)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(connection, "SELECT Id FROM Samples WHERE ContentHash = $1", 1);
        return (long?)statement.Scalar(Convert.FromHexString(Identity.ContentHash.OfFile(path)));
    }

    /// <summary>A row of its number and <see cref="Columns"/>.</summary>
    private static SimilarSound SoundOf(SqliteDataReader reader)
    {
        return new SimilarSound(Vectors.FromBytes((byte[])reader[1]), Numbers(2, SimilarityIndex.TimbreCount), Number(9), Number(10));

        float Number(int column) => reader.IsDBNull(column) ? float.NaN : (float)reader.GetDouble(column);
        float[] Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(Number)];
    }
}
