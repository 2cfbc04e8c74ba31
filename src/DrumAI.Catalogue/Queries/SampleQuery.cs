using DrumAI.Audio;
using DrumAI.Catalogue.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue.Queries;

/// <summary>Which sounds to list, and in which order. All that is set must hold.</summary>
public sealed record SampleQuery
{
    /// <summary>Words that the names of file and folders must hold; the last of them may be the beginning of a word.</summary>
    public string? Text { get; init; }

    /// <summary>Wire name of a class or of a sub-class.</summary>
    public string? Class { get; init; }

    /// <summary>A tag, in any case.</summary>
    public string? Tag { get; init; }

    /// <summary>A folder in which, or below which, the shown file lies.</summary>
    public string? Folder { get; init; }

    /// <summary>Favourites, or all others.</summary>
    public bool? IsFavourite { get; init; }

    /// <summary>Those whose class was set by hand, or all others.</summary>
    public bool? IsLabelled { get; init; }

    /// <summary>One-shots or loops.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>Limits to measures.</summary>
    public IReadOnlyList<MeasureRange> Ranges { get; init; } = [];

    /// <summary>Sounds all files of which have gone, instead of the others.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The order.</summary>
    public SampleOrder Order { get; init; }

    /// <summary>The greatest first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>The sounds, as a query that goes on: to be counted, paged, projected.</summary>
    public IQueryable<DrumSample> ApplyTo(CatalogueContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var samples = Filter(context);
        return Order switch
        {
            SampleOrder.Added => Sort(samples, s => s.Id),
            SampleOrder.Name => Sort(samples, s => EF.Functions.Collate(s.Name, "NOCASE")),
            SampleOrder.Path => Sort(samples, s => s.Path),
            SampleOrder.Class => ByClass(samples),
            _ => Measured(samples),
        };
    }

    /// <summary>The same without an order, for counting.</summary>
    public IQueryable<DrumSample> Filter(CatalogueContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var samples = NameMatch.Of(Text) is { } match
            ? context.Samples.FromSql($"SELECT * FROM Samples WHERE Id IN (SELECT rowid FROM Names WHERE Names MATCH {match})")
            : context.Samples;
        samples = samples.Where(s => s.IsPresent == !IsMissing);
        if (Class is not null) samples = Class.Contains('_', StringComparison.Ordinal) ? samples.Where(s => s.Subclass == Class) : samples.Where(s => s.Class == Class);
        if (Tag is not null) samples = samples.Where(s => s.Tags.Any(t => t.Name == Tag));
        if (Folder is not null)
        {
            var (first, end) = BoundsOf(Folder);
            samples = samples.Where(s => s.Path.CompareTo(first) >= 0 && s.Path.CompareTo(end) < 0);
        }

        if (IsFavourite is { } favourite) samples = samples.Where(s => s.IsFavourite == favourite);
        if (IsLabelled is { } labelled) samples = samples.Where(s => s.LabelClass != null == labelled);
        if (Kind is { } kind) samples = samples.Where(s => s.Kind == kind);
        foreach (var range in Ranges) samples = Limit(samples, range);
        return samples;
    }

    private static IQueryable<DrumSample> Limit(IQueryable<DrumSample> samples, MeasureRange range)
    {
        string column = ColumnOf(range.Measure);
        if (range.Min is { } min) samples = samples.Where(s => EF.Property<double?>(s, column) >= min);
        if (range.Max is { } max) samples = samples.Where(s => EF.Property<double?>(s, column) <= max);
        return samples;
    }

    /// <summary>From a folder's name with a separator to the next string that does not begin so: a range of paths, which an index can serve.</summary>
    internal static (string First, string End) BoundsOf(string folder)
    {
        string first = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder)) + System.IO.Path.DirectorySeparatorChar;
        return (first, first[..^1] + (char)(first[^1] + 1));
    }

    /// <summary>The column of a measure.</summary>
    internal static string ColumnOf(SampleOrder measure) => measure switch
    {
        SampleOrder.Length => nameof(DrumSample.DurationSeconds),
        SampleOrder.Level => nameof(DrumSample.LevelDecibels),
        SampleOrder.Attack => nameof(DrumSample.AttackSeconds),
        >= SampleOrder.Confidence => measure.ToString(),
        _ => throw new ArgumentException($"{measure} is no number.", nameof(measure)),
    };

    private IOrderedQueryable<DrumSample> Sort<TKey>(IQueryable<DrumSample> samples, System.Linq.Expressions.Expression<Func<DrumSample, TKey>> key) =>
        IsDescending ? samples.OrderByDescending(key).ThenByDescending(s => s.Id) : samples.OrderBy(key).ThenBy(s => s.Id);

    /// <summary>By class, then by sub-class, those that have none at the end.</summary>
    private IOrderedQueryable<DrumSample> ByClass(IQueryable<DrumSample> samples)
    {
        var known = samples.OrderBy(s => s.Class == null);
        return IsDescending
            ? known.ThenByDescending(s => s.Class).ThenByDescending(s => s.Subclass).ThenByDescending(s => s.Id)
            : known.ThenBy(s => s.Class).ThenBy(s => s.Subclass).ThenBy(s => s.Id);
    }

    /// <summary>By a measure, those that have none at the end.</summary>
    private IOrderedQueryable<DrumSample> Measured(IQueryable<DrumSample> samples)
    {
        string column = ColumnOf(Order);
        var known = samples.OrderBy(s => EF.Property<double?>(s, column) == null);
        return IsDescending
            ? known.ThenByDescending(s => EF.Property<double?>(s, column)).ThenByDescending(s => s.Id)
            : known.ThenBy(s => EF.Property<double?>(s, column)).ThenBy(s => s.Id);
    }
}
