using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Queries;

/// <summary>All that lists are filtered and sorted by, in memory, a row for each sound in the order of their numbers. It never changes.</summary>
public sealed class SampleColumns
{
    private static readonly SampleOrder[] Measures = [.. Enum.GetValues<SampleOrder>().Where(o => o >= SampleOrder.Confidence)];

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
        Values = Measures.ToDictionary(m => m, _ => new double[count]);
        orders[SampleOrder.Added] = new(() => new SortedRows([.. Enumerable.Range(0, count)], count));
        orders[SampleOrder.Class] = new(() => SortedRows.By(count, r => Classes[r] is null, CompareClasses));
        foreach (var measure in Measures)
        {
            double[] values = Values[measure];
            orders[measure] = new(() => SortedRows.By(values));
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

    /// <summary>By measure; not a number where it is not known.</summary>
    public IReadOnlyDictionary<SampleOrder, double[]> Values { get; }

    /// <summary>The row of a sound; negative where there is none.</summary>
    public int RowOf(long id) => Array.BinarySearch(Ids, id);

    /// <summary>All rows in an order; made when it is first asked for.</summary>
    internal SortedRows Sorted(SampleOrder order) => orders[order].Value;

    /// <summary>Reads the columns, and the order of names and paths, which the database's indices have.</summary>
    internal static SampleColumns Read(SqliteConnection connection) => ReadTransaction.Run(connection, () =>
    {
        using var count = new Statement(connection, "SELECT COUNT(*) FROM Samples", 0);
        var columns = new SampleColumns((int)(long)count.Scalar()!);
        columns.Fill(connection);
        columns.SetOrder(SampleOrder.Name, connection, "SELECT Id FROM Samples ORDER BY Name COLLATE NOCASE, Id");
        columns.SetOrder(SampleOrder.Path, connection, "SELECT Id FROM Samples ORDER BY Path, Id");
        return columns;
    });

    private void Fill(SqliteConnection connection)
    {
        using var statement = new Statement(
            connection,
            $"""
            SELECT Id, Class, Subclass, Kind, IsPresent, IsFavourite, LabelClass IS NOT NULL, MapX, MapY, {string.Join(", ", Measures.Select(SampleQuery.ColumnOf))}
            FROM Samples ORDER BY Id
            """,
            0);
        using var reader = statement.Read();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
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
            MapX[row] = (float)Number(7);
            MapY[row] = (float)Number(8);
            for (int i = 0; i < values.Length; i++) values[i][row] = Number(9 + i);
        }

        double Number(int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);

        string? Name(int column)
        {
            if (reader.IsDBNull(column)) return null;
            string name = reader.GetString(column);
            return names.TryGetValue(name, out string? known) ? known : names[name] = name;
        }
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
