using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Sounds;
using DrumAI.Files;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Classify;

/// <summary>What a run found, counted by class and sub-class.</summary>
internal sealed class ClassTotals(DrumTaxonomy taxonomy)
{
    /// <summary>So many errors are kept; the rest are only counted, that memory stays bounded.</summary>
    public const int MaxErrorsKept = 50;

    private readonly int[] classCounts = new int[taxonomy.Classes.Count];
    private readonly int[] subclassCounts = new int[taxonomy.Subclasses.Count];
    private readonly List<(string Path, FileError Error)> errors = [];

    /// <summary>Sounds that were heard.</summary>
    public int SoundCount { get; private set; }

    /// <summary>Those of them that are loops.</summary>
    public int LoopCount { get; private set; }

    /// <summary>Files that could not be read.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>The first of the files that could not be read.</summary>
    public IReadOnlyList<(string Path, FileError Error)> Errors => errors;

    /// <summary>Classes that were heard, the commonest first, and their sub-classes likewise.</summary>
    public IEnumerable<(DrumClass Class, int Count, IReadOnlyList<(DrumSubclass Subclass, int Count)> Subclasses)> Classes =>
        from i in Enumerable.Range(0, classCounts.Length)
        where classCounts[i] > 0
        orderby classCounts[i] descending
        select (taxonomy.Classes[i], classCounts[i], SubclassesOf(i));

    /// <summary>Counts one row.</summary>
    public void Add(SoundRow<Prediction> row)
    {
        if (row.Error is { } error)
        {
            ErrorCount++;
            if (errors.Count < MaxErrorsKept) errors.Add((row.Path, error));
        }
        else if (row.Result is { } prediction)
        {
            SoundCount++;
            if (prediction.Kind == SoundKind.Loop) LoopCount++;
            classCounts[taxonomy.IndexOfClass(prediction.Class)]++;
            if (prediction.Subclass is { } subclass) subclassCounts[taxonomy.IndexOfSubclass(subclass)]++;
        }
    }

    private IReadOnlyList<(DrumSubclass Subclass, int Count)> SubclassesOf(int classIndex) =>
        [.. from s in taxonomy.SubclassesOf(classIndex)
            where subclassCounts[s] > 0
            orderby subclassCounts[s] descending
            select (taxonomy.Subclasses[s], subclassCounts[s])];
}
