namespace DrumAI.Lab.Store;

/// <summary>Features of a data set as arrays, a row for each readable file, in the order of their paths. What a sound has no answer for is NaN.</summary>
/// <param name="Paths">Path of each row.</param>
/// <param name="Classes">Class index in the taxonomy, or -1.</param>
/// <param name="Subclasses">Sub-class index in the taxonomy, or -1.</param>
/// <param name="Fingerprints">The 32 bytes of each fingerprint, or null.</param>
/// <param name="Columns">Each feature: its name, the shape of a row, and all rows one after the other.</param>
internal sealed record FeatureArrays(
    string[] Paths, int[] Classes, int[] Subclasses, byte[]?[] Fingerprints, IReadOnlyDictionary<string, (IReadOnlyList<int> Shape, float[] Values)> Columns)
{
    /// <summary>Number of rows.</summary>
    public int Count => Paths.Length;

    /// <summary>One row of one feature.</summary>
    public ReadOnlySpan<float> Row(string column, int row)
    {
        var (shape, values) = Columns[column];
        int length = shape.Aggregate(1, (a, b) => a * b);
        return values.AsSpan(row * length, length);
    }

    /// <summary>Some of the rows.</summary>
    public FeatureArrays Only(IReadOnlyList<int> rows) => new(
        [.. rows.Select(r => Paths[r])], [.. rows.Select(r => Classes[r])], [.. rows.Select(r => Subclasses[r])], [.. rows.Select(r => Fingerprints[r])],
        Columns.ToDictionary(c => c.Key, c =>
        {
            int length = c.Value.Shape.Aggregate(1, (a, b) => a * b);
            var values = new float[rows.Count * length];
            for (int i = 0; i < rows.Count; i++) c.Value.Values.AsSpan(rows[i] * length, length).CopyTo(values.AsSpan(i * length));
            return (c.Value.Shape, values);
        }, StringComparer.Ordinal));
}
