using System.Collections;

namespace DrumAI.Search;

/// <summary>What a library's index of names, its tags and its folders say about a query, row by row of a table.</summary>
public sealed class SearchLookup(SoundTable table)
{
    private BitArray? allowed;

    /// <summary>How well each row's name fits, from 0 to 1; null where the query speaks of no names.</summary>
    internal float[]? NameScores { get; private set; }

    /// <summary>Leaves only these sounds, of those that were left before.</summary>
    public void Require(IEnumerable<long> ids)
    {
        var required = RowsOf(ids);
        allowed = allowed is null ? required : allowed.And(required);
    }

    /// <summary>Leaves these sounds out.</summary>
    public void Exclude(IEnumerable<long> ids)
    {
        var excluded = RowsOf(ids).Not();
        allowed = allowed is null ? excluded : allowed.And(excluded);
    }

    /// <summary>Says how well the names of these sounds fit, from 0 to 1; where several calls speak of a sound the best holds.</summary>
    public void ScoreNames(IEnumerable<long> ids, float score)
    {
        NameScores ??= new float[table.Count];
        foreach (long id in ids)
            if (table.RowOf(id) is >= 0 and var row) NameScores[row] = Math.Max(NameScores[row], score);
    }

    internal bool Allows(int row) => allowed is null || allowed[row];

    private BitArray RowsOf(IEnumerable<long> ids)
    {
        var rows = new BitArray(table.Count);
        foreach (long id in ids)
            if (table.RowOf(id) is >= 0 and var row) rows[row] = true;
        return rows;
    }
}
