using DrumAI.Taxonomy;

namespace DrumAI.Training.Heads;

/// <summary>What a head learns from: standardised features, and for each row how much of each class and sub-class it is.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Length">Features of a row.</param>
/// <param name="Read">Gives the features of a row, which may differ from one time to the next.</param>
/// <param name="Labels">The class of each row.</param>
/// <param name="Classes">Shares of the classes, a row each; they add up to one.</param>
/// <param name="Subclasses">Shares of the sub-classes, a row each; all 0 for a row that has no say about them.</param>
public sealed record HeadRows(int Count, int Length, HeadRowReader Read, IReadOnlyList<int> Labels, float[][] Classes, float[][] Subclasses)
{
    /// <summary>Rows that are what they are labelled.</summary>
    /// <param name="rows">Standardised features.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="sublabels">Sub-class of each row, or -1.</param>
    /// <param name="taxonomy">The classes.</param>
    public static HeadRows Of(IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, IReadOnlyList<int> sublabels, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        return Of(rows.Count, rows[0].Length, (row, _, into) => rows[row].CopyTo(into), labels, sublabels, taxonomy);
    }

    /// <summary>Rows that are what they are labelled, each of several variants.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="length">Features of a row.</param>
    /// <param name="read">Gives the features of a row.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="sublabels">Sub-class of each row, or -1.</param>
    /// <param name="taxonomy">The classes.</param>
    public static HeadRows Of(int count, int length, HeadRowReader read, IReadOnlyList<int> labels, IReadOnlyList<int> sublabels, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(sublabels);
        ArgumentNullException.ThrowIfNull(taxonomy);
        return new HeadRows(count, length, read, labels, OneHot(labels, taxonomy.Classes.Count), OneHot(sublabels, taxonomy.Subclasses.Count));
    }

    /// <summary>The same rows with what a teacher says of them in place of a part of their labels (Hinton et al., 2015).</summary>
    /// <param name="share">Part of the teacher, 0 to 1.</param>
    /// <param name="classes">Its class probabilities, a row each.</param>
    /// <param name="subclasses">Its probabilities of sub-classes, those of a class adding up to that class's.</param>
    public HeadRows Taught(float share, IReadOnlyList<float[]> classes, IReadOnlyList<float[]> subclasses)
    {
        return this with { Classes = Mix(Classes, classes), Subclasses = Mix(Subclasses, subclasses) };

        float[][] Mix(float[][] own, IReadOnlyList<float[]> teacher) => [.. own.Zip(teacher, (o, t) => o.Zip(t, (a, b) => ((1 - share) * a) + (share * b)).ToArray())];
    }

    private static float[][] OneHot(IReadOnlyList<int> labels, int count) => [.. labels.Select(label =>
    {
        var row = new float[count];
        if (label >= 0) row[label] = 1;
        return row;
    })];
}
