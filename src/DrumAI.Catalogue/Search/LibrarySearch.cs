using DrumAI.Search;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Search;

/// <summary>
/// Searches a catalogue by text. What can be filtered and ranked by lies in memory and is read again when the catalogue has changed; names, tags
/// and folders are looked up in the database. For any number of threads.
/// </summary>
public sealed class LibrarySearch : IDisposable
{
    /// <summary>How old what lies in memory may be while the catalogue changes all the time, as it does during an import.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly NameIndex names;
    private readonly TimeProvider time;
    private SoundTable? table;
    private long version;
    private long readAt;

    /// <summary>Searches a catalogue, which must stay open as long.</summary>
    public LibrarySearch(SampleCatalogue catalogue, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        this.time = time ?? TimeProvider.System;
        connection = catalogue.OpenConnection();
        names = new NameIndex(connection);
    }

    /// <summary>Understands a text, knowing which words the library's names hold.</summary>
    public TextQuery Parse(string text)
    {
        lock (gate) return TextQuery.Parse(text, names);
    }

    /// <summary>Finds what a query asks for, the best first, among the sounds that are there.</summary>
    /// <param name="query">The query.</param>
    /// <param name="count">How many to find at most, 1 or more.</param>
    public SearchResult Find(TextQuery query, int count)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (gate)
        {
            var sounds = CurrentTable();
            return sounds.Find(query, LookUp(query, sounds), count);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        names.Dispose();
        connection.Dispose();
    }

    private SoundTable CurrentTable()
    {
        long now = ReadVersion();
        if (table is null || now != version && time.GetElapsedTime(readAt) >= RefreshInterval)
        {
            table = SoundTableReader.Read(connection);
            (version, readAt) = (now, time.GetTimestamp());
        }

        return table;
    }

    /// <summary>A number that changes with every change that another connection makes.</summary>
    private long ReadVersion()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    private SearchLookup? LookUp(TextQuery query, SoundTable sounds)
    {
        if (query.Names.Count + query.Tags.Count + query.Folders.Count == 0) return null;
        var lookup = new SearchLookup(sounds);
        foreach (var wish in query.Names.Where(n => n.IsExcluded)) lookup.Exclude(names.Find(wish));
        if (query.Names.Where(n => !n.IsExcluded).ToList() is { Count: > 0 } wanted) names.Score(wanted, lookup);
        foreach (var tag in query.Tags) Apply(tag, lookup, FindTagged(tag.Text));
        foreach (var folder in query.Folders) Apply(folder, lookup, names.FindFolder(folder.Text));
        return lookup;
    }

    private static void Apply(TextWish wish, SearchLookup lookup, IEnumerable<long> ids)
    {
        if (wish.IsExcluded) lookup.Exclude(ids);
        else lookup.Require(ids);
    }

    private List<long> FindTagged(string tag)
    {
        using var statement = new Statement(connection, "SELECT s.SampleId FROM SampleTags s JOIN Tags t ON t.Id = s.TagId WHERE t.Name = $1", 1);
        return statement.ReadIds(tag);
    }
}
