using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Search;

/// <summary>
/// A library's sounds as a search sees them: columns in memory, one row a sound in the order of their ids. It never changes, so any number of
/// threads may search; a library that changes makes a new one. 100,000 sounds take 6 MB.
/// </summary>
public sealed class SoundTable
{
    /// <summary>How many measures there are.</summary>
    public static readonly int MeasureCount = Enum.GetValues<SoundMeasure>().Length;

    private readonly MeasureRanks ranks;

    internal SoundTable(SoundTableBuilder builder)
    {
        Ids = [.. builder.Ids];
        ClassOf = [.. builder.ClassOf];
        SubclassOf = [.. builder.SubclassOf];
        Confidences = [.. builder.Confidences];
        Kinds = [.. builder.Kinds];
        Favourites = [.. builder.Favourites];
        Measures = [.. builder.Measures.Select(m => m.ToArray())];
        ranks = new MeasureRanks(this);
    }

    /// <summary>Number of sounds.</summary>
    public int Count => Ids.Length;

    internal long[] Ids { get; }

    /// <summary>Indices into the taxonomy's classes; -1 before a sound is classified.</summary>
    internal short[] ClassOf { get; }

    /// <summary>Indices into the taxonomy's sub-classes; -1 where there is none.</summary>
    internal short[] SubclassOf { get; }

    internal float[] Confidences { get; }

    internal SoundKind?[] Kinds { get; }

    internal bool[] Favourites { get; }

    /// <summary>By measure, then by row; not a number where it is not known.</summary>
    internal float[][] Measures { get; }

    /// <summary>The row of a sound; negative where there is none.</summary>
    public int RowOf(long id) => Array.BinarySearch(Ids, id);

    /// <summary>Finds what a query asks for, the best first, and counts all that match.</summary>
    /// <param name="query">The query. What it says of names, tags and folders is looked up by whoever has them, and comes as <paramref name="lookup"/>.</param>
    /// <param name="lookup">What was looked up; null where the query speaks of nothing of the kind.</param>
    /// <param name="count">How many to find at most, 1 or more.</param>
    public SearchResult Find(TextQuery query, SearchLookup? lookup, int count)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var scorer = new QueryScorer(this, ranks, query, lookup, DrumTaxonomy.Default);
        var best = new TopList(Math.Min(count, Math.Max(1, Count)));
        int matches = 0;
        for (int row = 0; row < Count; row++)
        {
            if (scorer.Score(row) is not { } score) continue;
            matches++;
            if (score >= best.Floor) best.Add(Ids[row], score);
        }

        return new SearchResult(best.ToSorted(), matches);
    }
}
