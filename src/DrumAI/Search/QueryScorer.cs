using DrumAI.Taxonomy;

namespace DrumAI.Search;

/// <summary>
/// Says of each sound whether it matches a query, and how well: the mean of how sure its class is, of how far it goes in the ways to sound that were asked
/// for (which count double, being what was asked for most plainly), and of how well its name fits; of those that the query speaks of.
/// </summary>
internal sealed class QueryScorer
{
    private const float ClassWeight = 1, TimbreWeight = 2, NameWeight = 1;

    private readonly SoundTable table;
    private readonly TextQuery query;
    private readonly SearchLookup? lookup;
    private readonly bool[]? wantedClasses;
    private readonly bool[]? wantedSubclasses;
    private readonly bool[] excludedClasses;
    private readonly bool[] excludedSubclasses;
    private readonly Wish[] wishes;
    private readonly float[] lengths;
    private readonly LengthLimit[] limits;

    public QueryScorer(SoundTable table, MeasureRanks ranks, TextQuery query, SearchLookup? lookup, DrumTaxonomy taxonomy)
    {
        (this.table, this.query, this.lookup) = (table, query, lookup);
        if (query.Classes.Count > 0)
        {
            wantedClasses = [.. taxonomy.Classes.Select(c => query.Classes.Contains(c.Name))];
            wantedSubclasses = [.. taxonomy.Subclasses.Select(s => query.Classes.Contains(s.Name))];
        }

        excludedClasses = [.. taxonomy.Classes.Select(c => query.ExcludedClasses.Contains(c.Name))];
        excludedSubclasses = [.. taxonomy.Subclasses.Select(s => query.ExcludedClasses.Contains(s.Name))];
        // "Short open hat" is short for an open hat, which rings longer than other hats.
        bool bySubclass = query.Classes.Any(c => taxonomy.IndexOfSubclass(c) >= 0);
        wishes =
        [
            .. query.Timbre.Select(t => new Wish(
                [.. t.Measures.Select(m => (ranks.In(m.Measure, bySubclass), m.High))], (float)t.MinRank, t.IsExcluded)),
        ];
        lengths = table.Measures[(int)SoundMeasure.Length];
        // As exact as the lengths are: 0.3 s is 0.3 s.
        limits = [.. query.Lengths.Select(l => l with { Seconds = (float)l.Seconds })];
    }

    /// <summary>How well a row fits, from 0 to 1; null where it does not match.</summary>
    public float? Score(int row)
    {
        if (lookup is not null && !lookup.Allows(row) || !IsOfWantedClass(row)) return null;
        if (query.Kind is { } kind && table.Kinds[row] != kind || query.IsFavourite is { } favourite && table.Favourites[row] != favourite) return null;
        foreach (var limit in limits)
            if (float.IsNaN(lengths[row]) || !limit.Holds(lengths[row])) return null;

        float sum = 0, weight = 0;
        foreach (var wish in wishes)
        {
            float rank = wish.RankOf(row);
            if (rank >= wish.MinRank == wish.IsExcluded) return null;
            if (wish.IsExcluded) continue;
            sum += TimbreWeight * rank;
            weight += TimbreWeight;
        }

        if (lookup?.NameScores is { } names)
        {
            if (names[row] == 0) return null;
            sum += NameWeight * names[row];
            weight += NameWeight;
        }

        if (wantedClasses is not null)
        {
            sum += ClassWeight * table.Confidences[row];
            weight += ClassWeight;
        }

        return weight == 0 ? 1 : sum / weight;
    }

    private bool IsOfWantedClass(int row)
    {
        int c = table.ClassOf[row], s = table.SubclassOf[row];
        if (c >= 0 && excludedClasses[c] || s >= 0 && excludedSubclasses[s]) return false;
        return wantedClasses is null || c >= 0 && wantedClasses[c] || s >= 0 && wantedSubclasses![s];
    }

    private sealed record Wish((float[] Ranks, bool High)[] Measures, float MinRank, bool IsExcluded)
    {
        /// <summary>The mean rank; not a number, which is in no half, where a measure is not known.</summary>
        public float RankOf(int row)
        {
            float sum = 0;
            foreach (var (ranks, high) in Measures) sum += high ? ranks[row] : 1 - ranks[row];
            return sum / Measures.Length;
        }
    }
}
