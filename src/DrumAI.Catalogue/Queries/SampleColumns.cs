using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Queries;

/// <summary>All that lists and searches are filtered and sorted by, in memory, a row for each sound in the order of their numbers. It never changes.</summary>
public sealed class SampleColumns
{
    private static readonly SampleOrder[] Measures = [.. Enum.GetValues<SampleOrder>().Where(o => o >= SampleOrder.Confidence)];

    private static readonly string Select =
        $"SELECT Id, Class, Subclass, Kind, IsPresent, IsFavourite, LabelClass IS NOT NULL, Reverb, MapX, MapY, {string.Join(", ", Measures.Select(SampleQuery.ColumnOf))} FROM Samples";

    private static long lastVersion;

    private readonly Dictionary<SampleOrder, Lazy<SortedRows>> orders = [];

    private SampleColumns(int count)
    {
        Ids = new long[count];
        Classes = new string?[count];
        Subclasses = new string?[count];
        Kinds = new sbyte[count];
        IsPresent = new bool[count];
        IsFavourite = new bool[count];
        IsLabelled = new bool[count];
        MapX = new float[count];
        MapY = new float[count];
        Reverb = new double[count];
        Values = Measures.ToDictionary(m => m, _ => new double[count]);
        orders[SampleOrder.Added] = new(() => new SortedRows([.. Enumerable.Range(0, count)], count));
        SortLazily();
    }

    /// <summary>The columns of before, but for what other rows say of some sounds. What does not differ is shared.</summary>
    private SampleColumns(SampleColumns before, SampleColumns changed, int[] rows)
    {
        Ids = before.Ids;
        Classes = Merge(before.Classes, changed.Classes);
        Subclasses = Merge(before.Subclasses, changed.Subclasses);
        Kinds = Merge(before.Kinds, changed.Kinds);
        IsPresent = Merge(before.IsPresent, changed.IsPresent);
        IsFavourite = Merge(before.IsFavourite, changed.IsFavourite);
        IsLabelled = Merge(before.IsLabelled, changed.IsLabelled);
        MapX = Merge(before.MapX, changed.MapX);
        MapY = Merge(before.MapY, changed.MapY);
        Reverb = Merge(before.Reverb, changed.Reverb);
        Values = Measures.ToDictionary(m => m, m => Merge(before.Values[m], changed.Values[m]));
        SortLazily();
        foreach (var (order, sorted) in before.orders)
            if (!IsSortedAnew(order)) orders[order] = sorted;

        bool IsSortedAnew(SampleOrder order) => order switch
        {
            SampleOrder.Class => Classes != before.Classes || Subclasses != before.Subclasses,
            >= SampleOrder.Confidence => Values[order] != before.Values[order],
            _ => false,
        };

        T[] Merge<T>(T[] old, T[] values)
        {
            T[] merged = old;
            for (int i = 0; i < rows.Length; i++)
            {
                if (EqualityComparer<T>.Default.Equals(merged[rows[i]], values[i])) continue;
                if (merged == old) merged = (T[])old.Clone();
                merged[rows[i]] = values[i];
            }

            return merged;
        }
    }

    /// <summary>Tells these columns from those read before and after, within this process.</summary>
    public long Version { get; } = Interlocked.Increment(ref lastVersion);

    /// <summary>Numbers of the sounds, ascending. Shared, as all arrays here; nobody writes to them.</summary>
    public long[] Ids { get; }

    /// <summary>Wire names of their classes, null before they are classified. Each name is one object, however many sounds bear it.</summary>
    public string?[] Classes { get; }

    /// <summary>Wire names of their sub-classes.</summary>
    public string?[] Subclasses { get; }

    /// <summary>One-shot or loop, as numbers of <see cref="Audio.SoundKind"/>; -1 before it is known.</summary>
    public sbyte[] Kinds { get; }

    /// <summary>Whether a file of theirs is there.</summary>
    public bool[] IsPresent { get; }

    /// <summary>Whether the musician marked them.</summary>
    public bool[] IsFavourite { get; }

    /// <summary>Whether their class was set by hand.</summary>
    public bool[] IsLabelled { get; }

    /// <summary>Position on the sound map; not a number before it is known.</summary>
    public float[] MapX { get; }

    /// <inheritdoc cref="MapX"/>
    public float[] MapY { get; }

    /// <summary>0 or 1; not a number where it is not known.</summary>
    public double[] Reverb { get; }

    /// <summary>By measure; not a number where it is not known.</summary>
    public IReadOnlyDictionary<SampleOrder, double[]> Values { get; }

    /// <summary>The row of a sound; negative where there is none.</summary>
    public int RowOf(long id) => Array.BinarySearch(Ids, id);

    /// <summary>All rows in an order; made when it is first asked for.</summary>
    internal SortedRows Sorted(SampleOrder order) => orders[order].Value;

    /// <summary>Reads the columns, and the order of names and paths, which the database's indices have.</summary>
    internal static SampleColumns Read(SqliteConnection connection)
    {
        using var count = new Statement(connection, "SELECT COUNT(*) FROM Samples", 0);
        var columns = new SampleColumns((int)(long)count.Scalar()!);
        columns.Fill(connection, "");
        columns.SetOrder(SampleOrder.Name, connection, "SELECT Id FROM Samples ORDER BY Name COLLATE NOCASE, Id");
        columns.SetOrder(SampleOrder.Path, connection, "SELECT Id FROM Samples ORDER BY Path, Id");
        return columns;
    }

    /// <summary>The same columns, with some sounds read again. Their names and paths must be as they were.</summary>
    internal SampleColumns With(SqliteConnection connection, IReadOnlyList<long> ids)
    {
        var changed = new SampleColumns(ids.Count);
        changed.Fill(connection, $" WHERE Id IN ({string.Join(',', ids)})");
        return new SampleColumns(this, changed, [.. changed.Ids.Select(RowOf)]);
    }

    private void Fill(SqliteConnection connection, string where)
    {
        using var statement = new Statement(connection, $"{Select}{where} ORDER BY Id", 0);
        using var reader = statement.Read();
        double[][] values = [.. Measures.Select(m => Values[m])];
        for (int row = 0; reader.Read(); row++)
        {
            Ids[row] = reader.GetInt64(0);
            Classes[row] = Name(1);
            Subclasses[row] = Name(2);
            Kinds[row] = reader.IsDBNull(3) ? (sbyte)-1 : (sbyte)reader.GetInt32(3);
            IsPresent[row] = reader.GetBoolean(4);
            IsFavourite[row] = reader.GetBoolean(5);
            IsLabelled[row] = reader.GetBoolean(6);
            Reverb[row] = Number(7);
            MapX[row] = (float)Number(8);
            MapY[row] = (float)Number(9);
            for (int i = 0; i < values.Length; i++) values[i][row] = Number(10 + i);
        }

        double Number(int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);
        string? Name(int column) => reader.IsDBNull(column) ? null : string.Intern(reader.GetString(column));
    }

    private void SortLazily()
    {
        orders[SampleOrder.Class] = new(() => SortedRows.By(Ids.Length, r => Classes[r] is null, CompareClasses));
        foreach (var measure in Measures) orders[measure] = new(() => SortedRows.By(Values[measure]));
    }

    private void SetOrder(SampleOrder order, SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql, 0);
        using var reader = statement.Read();
        var rows = new int[Ids.Length];
        for (int i = 0; reader.Read(); i++) rows[i] = RowOf(reader.GetInt64(0));
        orders[order] = new(new SortedRows(rows, rows.Length));
    }

    private int CompareClasses(int a, int b)
    {
        int order = string.CompareOrdinal(Classes[a], Classes[b]);
        if (order == 0) order = string.CompareOrdinal(Subclasses[a], Subclasses[b]);
        return order == 0 ? a.CompareTo(b) : order;
    }
}
