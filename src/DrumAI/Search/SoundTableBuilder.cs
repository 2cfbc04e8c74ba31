using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Search;

/// <summary>Collects the rows of a <see cref="SoundTable"/>.</summary>
/// <param name="capacity">How many there will be at most, where that is known: room is made for them at once.</param>
public sealed class SoundTableBuilder(int capacity = 0)
{
    internal List<long> Ids { get; } = new(capacity);

    internal List<short> ClassOf { get; } = new(capacity);

    internal List<short> SubclassOf { get; } = new(capacity);

    internal List<float> Confidences { get; } = new(capacity);

    internal List<SoundKind?> Kinds { get; } = new(capacity);

    internal List<bool> Favourites { get; } = new(capacity);

    internal List<float>[] Measures { get; } = [.. Enumerable.Range(0, SoundTable.MeasureCount).Select(_ => new List<float>(capacity))];

    /// <summary>Adds a sound.</summary>
    /// <param name="id">Its id, greater than those before.</param>
    /// <param name="className">Wire name of its class; null before it is classified.</param>
    /// <param name="subclassName">Wire name of its sub-class; null where it has none.</param>
    /// <param name="confidence">How sure the class is.</param>
    /// <param name="kind">One stroke or a rhythm; null where that is not known.</param>
    /// <param name="isFavourite">Marked by the musician.</param>
    /// <param name="measures">A value for each of <see cref="SoundMeasure"/>, in their order; not a number where it is not known.</param>
    public void Add(
        long id, string? className, string? subclassName, float confidence, SoundKind? kind, bool isFavourite, ReadOnlySpan<float> measures)
    {
        if (Ids.Count > 0 && id <= Ids[^1]) throw new ArgumentException("Sounds come in the order of their ids.", nameof(id));
        if (measures.Length != SoundTable.MeasureCount) throw new ArgumentException($"There are {SoundTable.MeasureCount} measures.", nameof(measures));
        Ids.Add(id);
        ClassOf.Add((short)(className is null ? -1 : DrumTaxonomy.Default.IndexOfClass(className)));
        SubclassOf.Add((short)(subclassName is null ? -1 : DrumTaxonomy.Default.IndexOfSubclass(subclassName)));
        Confidences.Add(confidence);
        Kinds.Add(kind);
        Favourites.Add(isFavourite);
        for (int m = 0; m < measures.Length; m++) Measures[m].Add(measures[m]);
    }

    /// <summary>The table of what was added.</summary>
    public SoundTable Build() => new(this);
}
