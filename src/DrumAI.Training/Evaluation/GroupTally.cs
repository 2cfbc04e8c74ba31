using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>The confusions within one group of sounds, or within several together.</summary>
/// <param name="Class">True class against predicted class.</param>
/// <param name="Subclass">True sub-class against the likeliest one within the true class; scored rows only.</param>
internal sealed record GroupTally(ConfusionMatrix Class, ConfusionMatrix Subclass)
{
    /// <summary>Counts some rows.</summary>
    public static GroupTally Of(IEnumerable<PredictionRow> rows, DrumTaxonomy taxonomy)
    {
        var tally = Empty(taxonomy);
        foreach (var row in rows)
        {
            tally.Class.Add(row.Class, Likeliest(row.ClassLogits, Enumerable.Range(0, row.ClassLogits.Length)));
            if (row.IsSubclassScored) tally.Subclass.Add(row.Subclass, Likeliest(row.SubclassLogits, taxonomy.SubclassesOf(row.Class)));
        }

        return tally;
    }

    /// <summary>Counts added up, each group as often as told.</summary>
    public static GroupTally Sum(IReadOnlyList<GroupTally> groups, ReadOnlySpan<int> times, DrumTaxonomy taxonomy)
    {
        var sum = Empty(taxonomy);
        for (int i = 0; i < groups.Count; i++)
        {
            if (times[i] == 0) continue;
            sum.Class.Add(groups[i].Class, times[i]);
            sum.Subclass.Add(groups[i].Subclass, times[i]);
        }

        return sum;
    }

    /// <summary>The index of the largest logit; the first of equals.</summary>
    private static int Likeliest(float[] logits, IEnumerable<int> indices) => indices.MaxBy(i => logits[i]);

    private static GroupTally Empty(DrumTaxonomy taxonomy) =>
        new(new ConfusionMatrix(taxonomy.Classes.Count), new ConfusionMatrix(taxonomy.Subclasses.Count));
}
