using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Queries;

/// <summary>
/// Keeps the columns of a catalogue up to date with it. What changed is in the database's table of changes: where that reaches back far enough and no sound
/// came, went or moved, only those sounds are read again, in a millisecond or two; otherwise all are, now and then.
/// </summary>
internal sealed class ColumnReader(SqliteConnection connection, TimeProvider time, TimeSpan refreshInterval)
{
    private SampleColumns? columns;
    private long version;
    private long lastChange;
    private long readAt;
    private bool isExpired;

    /// <summary>The columns as they are; as they were not longer than the interval ago where all would have to be read.</summary>
    public SampleColumns Current()
    {
        // Asked before anything is read: what is written meanwhile is seen the next time.
        using var statement = new Statement(connection, "PRAGMA data_version", 0);
        long now = (long)statement.Scalar()!;
        if (columns is not null && now == version) return columns;
        var current = ReadTransaction.Run(connection, () => columns is not null && Renewed(columns) is { } renewed ? renewed : All());
        if (current is not null) (columns, version) = (current, now);
        return columns!;
    }

    /// <summary>The next question is answered by what is there then, however short ago all was read.</summary>
    public void Expire() => isExpired = true;

    /// <summary>All columns, unless they were read a moment ago.</summary>
    private SampleColumns? All()
    {
        if (columns is not null && !isExpired && time.GetElapsedTime(readAt) < refreshInterval) return null;
        isExpired = false;
        using var last = new Statement(connection, "SELECT COALESCE(MAX(Id), 0) FROM Changes", 0);
        var read = SampleColumns.Read(connection);
        (lastChange, readAt) = ((long)last.Scalar()!, time.GetTimestamp());
        return read;
    }

    /// <summary>The columns with what changed since; null where that cannot be told.</summary>
    private SampleColumns? Renewed(SampleColumns before)
    {
        using var reach = new Statement(
            connection,
            "SELECT COALESCE(MIN(Id), 0), COALESCE(MAX(Id), 0), COALESCE(SUM(Id > $1 AND IsElsewhere), 0) FROM Changes",
            1);
        long newest;
        using (var reader = reach.Read(lastChange))
        {
            reader.Read();
            newest = reader.GetInt64(1);
            if (reader.GetInt64(0) > lastChange + 1 || newest < lastChange || reader.GetInt64(2) > 0) return null;
        }

        using var changed = new Statement(connection, "SELECT DISTINCT SampleId FROM Changes WHERE Id > $1", 1);
        var ids = changed.ReadIds(lastChange);
        var renewed = ids.Count == 0 ? before : before.With(connection, ids);
        lastChange = newest;
        return renewed;
    }
}
