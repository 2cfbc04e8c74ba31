using DrumAI.Catalogue.Entities;

namespace DrumAI.Catalogue.Edits;

/// <summary>What was done by hand, and what of it was undone.</summary>
public static class EditHistory
{
    /// <summary>The edits, the last first, each read when it is asked for.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="kind">Edits of one kind; null for all.</param>
    /// <param name="limit">How many at most.</param>
    public static IEnumerable<EditRecord> Read(SampleCatalogue catalogue, EditKind? kind = null, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var context = catalogue.CreateContext();
        var edits = context.Edits.Where(e => kind == null || e.Kind == kind).OrderByDescending(e => e.Id).Take(limit)
            .Select(e => new { e.Id, e.Kind, e.DoneAt, e.UndoneAt }).ToList();
        foreach (var edit in edits)
        {
            var changes = context.EditItems.Where(i => i.EditId == edit.Id).OrderBy(i => i.Id)
                .Join(context.Samples, i => i.SampleId, s => s.Id, (i, s) => new EditChange(i.SampleId, s.Path, i.Before, i.After));
            yield return new EditRecord(edit.Id, edit.Kind, edit.DoneAt, edit.UndoneAt, [.. changes]);
        }
    }
}
