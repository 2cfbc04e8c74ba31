using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using DrumAI.Search;
using DrumAI.Studio.Sharing;
using DrumAI.Studio.Workspace;

namespace DrumAI.Studio.Library;

/// <summary>Finds what a view lists: the catalogue's filters, the text and the likeness, together.</summary>
internal sealed class SoundFinder(SampleList list, LibrarySearch search, SimilarSounds similar, CommunityLabels community)
{
    /// <summary>So many sounds are shown at most that are like one.</summary>
    public const int SimilarCount = 200;

    /// <summary>Finds them. Takes some milliseconds, at a hundred thousand sounds some tens.</summary>
    public SoundResult Find(WorkspaceView view)
    {
        var columns = list.ReadColumns();
        long[] ids = [.. list.Find(view.ToQuery(), 0, int.MaxValue).Ids];
        TextQuery? text = string.IsNullOrWhiteSpace(view.Text) ? null : search.Parse(view.Text);
        Dictionary<long, float>? scores = null;
        if (text is not null) (ids, scores) = Rank(ids, search.Find(text, int.MaxValue).Best, view.Order is null);
        if (view.SimilarTo is { } other) (ids, scores) = Rank(ids, similar.Find(other, SimilarCount), view.Order is null);
        if (view.IsDisputed) ids = [.. ids.Where(id => columns.RowOf(id) is >= 0 and var row && community.IsDisputed(columns, row))];
        var counts = CountClasses(ids, columns);
        if (view.Classes.Count > 0) ids = [.. ids.Where(id => ClassOf(id, columns) is { } name && view.Classes.Contains(name))];
        return new SoundResult(ids, counts, columns.IsPresent.Count(p => p), text, scores, columns.Version);
    }

    /// <summary>Of the sounds in a list those that were found, in the order of either.</summary>
    private static (long[] Ids, Dictionary<long, float> Scores) Rank(long[] ids, IReadOnlyList<ScoredId> found, bool isBestFirst)
    {
        var scores = found.ToDictionary(f => f.Id, f => f.Score);
        if (!isBestFirst) return ([.. ids.Where(scores.ContainsKey)], scores);
        var listed = ids.ToHashSet();
        return ([.. found.Select(f => f.Id).Where(listed.Contains)], scores);
    }

    private static Dictionary<string, int> CountClasses(long[] ids, SampleColumns columns)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (long id in ids)
        {
            string name = ClassOf(id, columns) ?? "";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }

    private static string? ClassOf(long id, SampleColumns columns) => columns.RowOf(id) is >= 0 and var row ? columns.Classes[row] : null;
}
