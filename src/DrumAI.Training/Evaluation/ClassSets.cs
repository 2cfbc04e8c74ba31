using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>The sets of classes over which macro figures are taken.</summary>
public static class ClassSets
{
    private static readonly string[] LargeNames = ["Snare", "Kick", "Hat", "Tom", "Cymbal", "Clap", "Shaken"];
    private static readonly string[] UnspreadNames = ["Timpani", "Tabla", "Djembe", "Cajon", "Darbuka", "Gong"];
    private static readonly string[] LaterNames = ["Woodblock", "Bell", "Whistle", "Vibraslap", "Other"];

    /// <summary>Indices of every class.</summary>
    public static IReadOnlyList<int> All(DrumTaxonomy taxonomy) => Without(taxonomy);

    /// <summary>Indices of the 23 classes of the 2021 report: all but Woodblock, Bell, Whistle, Vibraslap and Other.</summary>
    public static IReadOnlyList<int> Report(DrumTaxonomy taxonomy) => Without(taxonomy, LaterNames);

    /// <summary>
    /// Indices of 17 of those 23: without Timpani, Tabla, Djembe, Cajon, Darbuka and Gong, nearly all of whose sounds come from one family of libraries, so that holding
    /// it out leaves nothing to learn them from.
    /// </summary>
    public static IReadOnlyList<int> Spread(DrumTaxonomy taxonomy) => Without(taxonomy, [.. LaterNames, .. UnspreadNames]);

    /// <summary>Indices of the seven large classes: Snare, Kick, Hat, Tom, Cymbal, Clap and Shaken.</summary>
    public static IReadOnlyList<int> Large(DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return Array.ConvertAll(LargeNames, taxonomy.IndexOfClass);
    }

    private static int[] Without(DrumTaxonomy taxonomy, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return [.. Enumerable.Range(0, taxonomy.Classes.Count).Where(i => !names.Contains(taxonomy.Classes[i].Name))];
    }
}
