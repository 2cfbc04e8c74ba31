using System.Data.Common;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Taxonomy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace DrumAI.Lab.Store;

/// <summary>Loads a data set from the store into arrays.</summary>
internal static class FeatureReader
{
    /// <summary>Spares SQLite a copy of each page; it reads at most so much of the file this way.</summary>
    private const string MapTheFile = "PRAGMA mmap_size = 17179869184";

    /// <summary>Loads columns, and the vectors of some embedders.</summary>
    /// <param name="database">The store.</param>
    /// <param name="name">The data set.</param>
    /// <param name="columns">Which columns.</param>
    /// <param name="models">Which embedders, by the names in the store.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="InvalidDataException">The store has no such set, or lacks an embedder's vectors.</exception>
    public static async Task<FeatureArrays> LoadAsync(
        DrumDatabase database, string name, IReadOnlyList<StoreColumn> columns, IReadOnlyList<string> models, CancellationToken cancellation)
    {
        await using var context = database.CreateContext();
        var set = await context.DataSets.FirstOrDefaultAsync(s => s.Name == name, cancellation)
            ?? throw new InvalidDataException($"The store holds no data set {name}; fill it with drumai-lab features.");
        long[] ids = await context.DataSetFiles.Where(f => f.DataSetId == set.Id && f.SampleId != null).OrderBy(f => f.Path).Select(f => f.Id).ToArrayAsync(cancellation);
        var lengths = new List<int>();
        foreach (string model in models)
        {
            var one = await context.Embeddings.Where(e => e.Model == model).Select(e => e.Vector).FirstOrDefaultAsync(cancellation);
            lengths.Add(one is null ? throw new InvalidDataException($"The store holds nothing of the embedder {model}.") : one.Length / sizeof(float));
        }

        var rowOf = new Dictionary<long, int>(ids.Length);
        for (int i = 0; i < ids.Length; i++) rowOf[ids[i]] = i;
        StoreColumn[] all = [.. columns, .. models.Select((m, i) => new StoreColumn(m, $"e{i}.\"Vector\"", [lengths[i]]))];
        var values = all.Select(c => GC.AllocateUninitializedArray<float>(ids.Length * c.Length)).ToArray();
        var arrays = new FeatureArrays(
            new string[ids.Length], new int[ids.Length], new int[ids.Length], new byte[]?[ids.Length],
            all.Zip(values).ToDictionary(p => p.First.Name, p => (p.First.Shape, p.Second), StringComparer.Ordinal));
        var taxonomy = DrumTaxonomy.Default;
        var classes = await context.Classes.ToDictionaryAsync(c => c.Id, c => taxonomy.IndexOfClass(c.Name), cancellation);
        var subclasses = await context.Subclasses.ToDictionaryAsync(c => c.Id, c => taxonomy.IndexOfSubclass(c.Name), cancellation);
        // Reading rows is mostly copying bytes: as many connections as cores share it.
        int parts = Math.Clamp(Environment.ProcessorCount, 1, 8);
        await Parallel.ForAsync(0, parts, cancellation, async (part, token) =>
        {
            await using var own = database.CreateContext();
            await own.Database.OpenConnectionAsync(token);
            if (database.Kind == DatabaseKind.Sqlite) await own.Database.ExecuteSqlRawAsync(MapTheFile, token);
            await using var command = own.Database.GetDbConnection().CreateCommand();
            command.CommandText = Query(all, models);
            Add(command, "set", set.Id);
            Add(command, "parts", parts);
            Add(command, "part", part);
            for (int i = 0; i < models.Count; i++) Add(command, $"model{i}", models[i]);
            await using var reader = await command.ExecuteReaderAsync(token);
            while (await reader.ReadAsync(token)) Read(reader, arrays, all, values, rowOf, classes, subclasses);
        });
        return arrays;
    }

    private static string Query(IReadOnlyList<StoreColumn> columns, IReadOnlyList<string> models) =>
        $"""
         SELECT d."Id", d."Path", d."ClassId", d."SubclassId", s."Fingerprint"{string.Concat(columns.Select(c => $", {c.Sql}"))}
         FROM "DataSetFiles" d
         JOIN "Samples" s ON s."Id" = d."SampleId"
         {(columns.Any(c => c.Sql.StartsWith("f.", StringComparison.Ordinal)) ? """LEFT JOIN "Features" f ON f."SampleId" = d."SampleId" """ : "")}
         {(columns.Any(c => c.Sql.StartsWith("p.", StringComparison.Ordinal)) ? """LEFT JOIN "Spectra" p ON p."SampleId" = d."SampleId" """ : "")}
         {string.Join('\n', models.Select((_, i) => $"""LEFT JOIN "Embeddings" e{i} ON e{i}."SampleId" = d."SampleId" AND e{i}."Model" = @model{i}"""))}
         WHERE d."DataSetId" = @set AND d."Id" % @parts = @part
         """;

    private static void Read(
        DbDataReader reader, FeatureArrays arrays, StoreColumn[] columns, float[][] values, Dictionary<long, int> rowOf, Dictionary<int, int> classes, Dictionary<int, int> subclasses)
    {
        if (!rowOf.TryGetValue(reader.GetInt64(0), out int row)) return;
        arrays.Paths[row] = reader.GetString(1);
        arrays.Classes[row] = reader.IsDBNull(2) ? -1 : classes[reader.GetInt32(2)];
        arrays.Subclasses[row] = reader.IsDBNull(3) ? -1 : subclasses[reader.GetInt32(3)];
        arrays.Fingerprints[row] = reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4);
        for (int c = 0; c < columns.Length; c++)
        {
            int length = columns[c].Length;
            var target = values[c].AsSpan(row * length, length);
            if (reader.IsDBNull(5 + c)) target.Fill(float.NaN);
            else if (columns[c].IsScalar) target[0] = reader.GetFloat(5 + c);
            else Vectors.CopyTo(Bytes(reader, 5 + c), target);
        }
    }

    /// <summary>A cell's bytes, valid until the next row; those of SQLite lie where it put them, uncopied.</summary>
    private static ReadOnlySpan<byte> Bytes(DbDataReader reader, int column) =>
        reader is SqliteDataReader sqlite ? raw.sqlite3_column_blob(sqlite.Handle, column) : reader.GetFieldValue<byte[]>(column);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
