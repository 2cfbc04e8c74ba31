using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Queries;

/// <summary>
/// Answers <see cref="SampleQuery"/> from memory, for programs that stay: a page of a hundred thousand sounds, filtered and sorted in any way, in a few
/// milliseconds. What it holds follows the catalogue: what was changed is read again at the next question. Tags, folders and names are asked of the
/// database's indices. For any number of threads.
/// </summary>
public sealed class SampleList : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly Lazy<ColumnReader> reader;

    /// <summary>Lists a catalogue, which must stay open as long.</summary>
    public SampleList(SampleCatalogue catalogue, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        connection = catalogue.OpenConnection();
        reader = new(() => new ColumnReader(connection, time ?? TimeProvider.System, RefreshInterval));
    }

    /// <summary>How old what lies in memory may be while sounds come and go all the time, as they do during an import.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>All that lists are filtered and sorted by, as it stands: what a map or a count of classes is made from. It is another object once any of that has changed.</summary>
    public SampleColumns ReadColumns()
    {
        lock (gate) return reader.Value.Current();
    }

    /// <summary>Tells that sounds have come or gone for now, as at the end of an import: the next question is answered by all that is there, however short ago it was read.</summary>
    public void Expire()
    {
        lock (gate) reader.Value.Expire();
    }

    /// <summary>A page of the list that a query asks for.</summary>
    /// <param name="query">Which sounds, in which order.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="take">How many to give at most.</param>
    public SamplePage Find(SampleQuery query, int skip, int take)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        SampleColumns current;
        List<bool[]> found;
        lock (gate)
        {
            current = reader.Value.Current();
            found = LookUp(query, current);
        }

        var fits = new SampleFilter(current, query, found);
        var ids = new List<long>(Math.Min(take, current.Ids.Length));
        int total = 0;
        foreach (int row in current.Sorted(query.Order).Enumerate(query.IsDescending))
        {
            if (!fits.Accepts(row)) continue;
            if (total >= skip && ids.Count < take) ids.Add(current.Ids[row]);
            total++;
        }

        return new SamplePage(ids, total);
    }

    /// <summary>What is shown of sounds, in the order of their numbers as given; those that have gone are left out.</summary>
    public IReadOnlyList<SampleRow> Read(IReadOnlyList<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        lock (gate)
        {
            using var sample = new Statement(
                connection,
                """
                SELECT Path, Name, Class, Subclass, Confidence, LabelClass IS NOT NULL, IsFavourite, DurationSeconds,
                    (SELECT group_concat(Name, char(10) ORDER BY Name) FROM Tags t JOIN SampleTags s ON s.TagId = t.Id WHERE s.SampleId = Samples.Id)
                FROM Samples WHERE Id = $1
                """,
                1);
            return [.. ids.Select(id => Row(sample, id)).OfType<SampleRow>()];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static SampleRow? Row(Statement sample, long id)
    {
        using var reader = sample.Read(id);
        if (!reader.Read()) return null;
        return new SampleRow(
            id, reader.GetString(0), reader.GetString(1), Text(2), Text(3), Number(4), reader.GetBoolean(5), reader.GetBoolean(6), Number(7),
            Text(8)?.Split('\n') ?? []);

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        double? Number(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
    }

    /// <summary>For each part of the query that the database answers, the rows that it found.</summary>
    private List<bool[]> LookUp(SampleQuery query, SampleColumns current)
    {
        var found = new List<bool[]>();
        if (NameMatch.Of(query.Text) is { } match) found.Add(Rows(current, "SELECT rowid FROM Names WHERE Names MATCH $1", match));
        if (query.Tag is not null)
            found.Add(Rows(current, "SELECT s.SampleId FROM SampleTags s JOIN Tags t ON t.Id = s.TagId WHERE t.Name = $1", query.Tag));
        if (query.Folder is not null)
        {
            var (first, end) = SampleQuery.BoundsOf(query.Folder);
            found.Add(Rows(current, "SELECT Id FROM Samples WHERE Path >= $1 AND Path < $2", first, end));
        }

        return found;
    }

    private bool[] Rows(SampleColumns current, string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new Statement(connection, sql, values.Length);
        using var reader = statement.Read(values);
        var found = new bool[current.Ids.Length];
        while (reader.Read())
            if (current.RowOf(reader.GetInt64(0)) is >= 0 and var row) found[row] = true;
        return found;
    }
}
