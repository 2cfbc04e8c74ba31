namespace DrumAI.Catalogue.Queries;

/// <summary>Says of each row whether it fits a query.</summary>
internal sealed class SampleFilter(SampleColumns columns, SampleQuery query, IReadOnlyList<bool[]> found)
{
    private readonly bool isSubclass = query.Class?.Contains('_', StringComparison.Ordinal) == true;
    private readonly (double[] Values, double Min, double Max)[] ranges =
    [
        .. query.Ranges.Select(r => (columns.Values[r.Measure], r.Min ?? double.NegativeInfinity, r.Max ?? double.PositiveInfinity)),
    ];

    public bool Accepts(int row)
    {
        if (columns.IsPresent[row] == query.IsMissing) return false;
        if (query.Class is not null && (isSubclass ? columns.Subclasses : columns.Classes)[row] != query.Class) return false;
        if (query.IsFavourite is { } favourite && columns.IsFavourite[row] != favourite) return false;
        if (query.IsLabelled is { } labelled && columns.IsLabelled[row] != labelled) return false;
        if (query.Kind is { } kind && columns.Kinds[row] != (sbyte)kind) return false;
        foreach (var (values, min, max) in ranges)
            if (!(values[row] >= min && values[row] <= max)) return false;
        foreach (bool[] rows in found)
            if (!rows[row]) return false;
        return true;
    }
}
