using DrumAI.Catalogue.Queries;
using DrumAI.Search;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Search;

/// <summary>
/// Searches a catalogue by text. What can be filtered and ranked by is a list's, in memory; names, tags and folders are looked up in the database.
/// For any number of threads.
/// </summary>
public sealed class LibrarySearch : IDisposable
{
    private readonly Lock gate = new();
    private readonly SampleList list;
    private readonly SqliteConnection connection;
    private readonly NameIndex names;
    private SampleColumns? columns;
    private SoundTable? table;

    /// <summary>Searches a catalogue.</summary>
    /// <param name="catalogue">The catalogue; it must stay open as long.</param>
    /// <param name="list">Its list, which may serve others too, and must stay open as long.</param>
    public LibrarySearch(SampleCatalogue catalogue, SampleList list)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(list);
        this.list = list;
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
        var current = list.ReadColumns();
        if (table is null || columns != current) (columns, table) = (current, SearchTable.Of(current));
        return table;
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
