using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Sharing;
using DrumAI.Studio.Library;
using DrumAI.Studio.Localisation;
using DrumAI.Studio.Sharing;

namespace DrumAI.Studio.Workspace;

/// <summary>What the musician says of the sounds that the workspace has in hand, with a sentence about what was done. All of it can be undone.</summary>
internal sealed class SoundEditor(
    WorkspaceState workspace, LibraryEdits edits, LibraryChanges changes, SampleList list, CommunityLabels community, SampleCatalogue catalogue, Texts texts)
{
    /// <summary>What was done last, for people; null before anything was.</summary>
    public string? Notice { get; private set; }

    /// <summary>Whether <see cref="Notice"/> is about an edit, which can be undone.</summary>
    public bool IsUndoable { get; private set; }

    /// <summary>Sets the class of the sounds in hand; null gives it back to the model.</summary>
    public Task SetLabelAsync(DrumLabel? label) => SetLabelAsync(workspace.Targets, label);

    /// <summary>Sets the class of sounds; null gives it back to the model.</summary>
    public Task SetLabelAsync(IReadOnlyCollection<long> targets, DrumLabel? label) => EditAsync(
        targets,
        ids => edits.SetLabel(ids, label),
        count => label is null ? texts.Format("Notice.Unlabelled", count) : texts.Format("Notice.Labelled", count, texts.ClassName(label.Class, label.Subclass)));

    /// <summary>Takes over what others say of sounds: it is the musician's word from then on, and can be undone like any other.</summary>
    public async Task AcceptAsync(IReadOnlyCollection<long> targets)
    {
        var labels = list.Read([.. targets]).Select(row => (row.Id, Label: community.Find(row.Id, row.Class, row.Subclass)))
            .Where(f => f.Label is not null).ToDictionary(f => f.Id, f => new DrumLabel(f.Label!.Class, f.Label.Subclass));
        if (labels.Count == 0)
        {
            Say(texts["Notice.NothingToAccept"]);
            return;
        }

        // What was taken over is no opinion of one's own: it is not sent back as a vote, or a crowd would only hear its echo.
        await Task.Run(() => new SharingLedger(catalogue).SetAccepted(labels.ToDictionary(l => l.Key, l => l.Value.Name)));
        await EditAsync(labels.Keys, _ => edits.SetLabels(labels), count => texts.Format("Notice.Accepted", count));
    }

    /// <summary>Marks the sounds in hand, or takes the mark away.</summary>
    public Task SetFavouriteAsync(bool isFavourite) => SetFavouriteAsync(workspace.Targets, isFavourite);

    /// <summary>Marks sounds, or takes the mark away.</summary>
    public Task SetFavouriteAsync(IReadOnlyCollection<long> targets, bool isFavourite) => EditAsync(
        targets, ids => edits.SetFavourite(ids, isFavourite), count => texts.Format(isFavourite ? "Notice.Hearted" : "Notice.Unhearted", count));

    /// <summary>Puts a tag on.</summary>
    public Task AddTagAsync(string tag) => EditAsync(workspace.Targets, ids => edits.ChangeTags(ids, [tag], []), count => texts.Format("Notice.Tagged", count, tag));

    /// <summary>Takes a tag off.</summary>
    public Task RemoveTagAsync(string tag) => EditAsync(workspace.Targets, ids => edits.ChangeTags(ids, [], [tag]), count => texts.Format("Notice.Untagged", count, tag));

    /// <summary>Undoes what was done last, whatever it was.</summary>
    public async Task UndoAsync()
    {
        var undone = await Task.Run(() => edits.Undo());
        Say(undone.Count > 0 ? texts.Format("Notice.Undone", undone.Distinct().Count()) : texts["Notice.NothingToUndo"], isUndoable: undone.Count > 0);
        changes.Announce(undone);
    }

    /// <summary>Says something where it is said what was done.</summary>
    public void Say(string notice) => Say(notice, isUndoable: false);

    private void Say(string notice, bool isUndoable)
    {
        (Notice, IsUndoable) = (notice, isUndoable);
        workspace.Tell(WorkspaceParts.Notice);
    }

    private async Task EditAsync(IReadOnlyCollection<long> ids, Func<IReadOnlyCollection<long>, int> edit, Func<int, string> notice)
    {
        if (ids.Count == 0)
        {
            Say(texts["Notice.NoTarget"]);
            return;
        }

        int count = await Task.Run(() => edit(ids));
        Say(count > 0 ? notice(count) : texts["Notice.NothingChanged"], isUndoable: count > 0);
        changes.Announce(ids);
    }
}
