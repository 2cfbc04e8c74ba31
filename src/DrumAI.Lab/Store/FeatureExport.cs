using DrumAI.Taxonomy;
using DrumAI.Training;
using Parquet;
using Parquet.Schema;

namespace DrumAI.Lab.Store;

/// <summary>Features for people who work elsewhere: one Parquet file, or a folder of .npy arrays with the paths and labels beside them as CSV.</summary>
internal static class FeatureExport
{
    /// <summary>Writes <c>features.parquet</c>: path, class, subclass, and a column each feature; those of several numbers are lists, row by row.</summary>
    public static async Task WriteParquetAsync(FeatureArrays arrays, string file, CancellationToken cancellation)
    {
        var path = new DataField("path", typeof(string), isNullable: false);
        DataField @class = new("class", typeof(string), isNullable: true), subclass = new("subclass", typeof(string), isNullable: true);
        var columns = arrays.Columns.Select(c => (Field: new DataField(c.Key, typeof(float), isNullable: false, isArray: c.Value.Shape.Count > 0), c.Value.Values, Length: c.Value.Values.Length / Math.Max(1, arrays.Count))).ToArray();
        var taxonomy = DrumTaxonomy.Default;
        await using (var stream = File.Create(file + ".part"))
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema([path, @class, subclass, .. columns.Select(c => c.Field)]), stream, cancellationToken: cancellation))
        {
            writer.CustomMetadata = arrays.Columns.ToDictionary(c => $"shape.{c.Key}", c => string.Join('x', c.Value.Shape));
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(path, arrays.Paths);
            await group.WriteAsync(@class, Array.ConvertAll(arrays.Classes, c => c < 0 ? null! : taxonomy.Classes[c].Name));
            await group.WriteAsync(subclass, Array.ConvertAll(arrays.Subclasses, s => s < 0 ? null! : taxonomy.Subclasses[s].Name));
            foreach (var (field, values, length) in columns)
            {
                ReadOnlyMemory<int>? levels = field.IsArray ? Enumerable.Range(0, values.Length).Select(i => i % length == 0 ? 0 : 1).ToArray() : null;
                await group.WriteAsync<float>(field, values, levels, cancellationToken: cancellation);
            }

            group.CompleteValidate();
        }

        File.Move(file + ".part", file, overwrite: true);
    }

    /// <summary>Writes <c>FEATURE.npy</c> for each feature, <c>class.npy</c> and <c>subclass.npy</c> (indices in the taxonomy, -1 for none), and <c>rows.csv</c>.</summary>
    public static void WriteNpy(FeatureArrays arrays, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, (shape, values)) in arrays.Columns) NpyFile.Write<float>(Path.Combine(folder, $"{name}.npy"), [arrays.Count, .. shape], values);
        NpyFile.Write<int>(Path.Combine(folder, "class.npy"), [arrays.Count], arrays.Classes);
        NpyFile.Write<int>(Path.Combine(folder, "subclass.npy"), [arrays.Count], arrays.Subclasses);
        var taxonomy = DrumTaxonomy.Default;
        using var writer = new StreamWriter(Path.Combine(folder, "rows.csv")) { NewLine = "\n" };
        writer.WriteLine("path,class,subclass");
        for (int i = 0; i < arrays.Count; i++)
            writer.WriteLine(Csv.ToRecord(arrays.Paths[i], arrays.Classes[i] < 0 ? "" : taxonomy.Classes[arrays.Classes[i]].Name, arrays.Subclasses[i] < 0 ? "" : taxonomy.Subclasses[arrays.Subclasses[i]].Name));
    }
}
