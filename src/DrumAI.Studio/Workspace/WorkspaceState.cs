using DrumAI.Studio.Library;
using DrumAI.Studio.Models;
using DrumAI.Studio.Sharing;

namespace DrumAI.Studio.Workspace;

/// <summary>
/// What one open page shows: the view, the sounds that it lists, and what of them has the focus. Belongs to the page's circuit and is used on its
/// thread alone; what other threads announce is passed on through <see cref="Dispatch"/>.
/// </summary>
internal sealed class WorkspaceState : IDisposable
{
    private readonly SoundFinder finder;
    private readonly LibraryImporter importer;
    private readonly LibraryChanges changes;
    private readonly SuggestionSource suggestions;
    private readonly CommunityLabels community;
    private readonly ModelUpdates models;
    private readonly RefreshClock refresh;
    private int round;

    public WorkspaceState(SoundFinder finder, LibraryImporter importer, LibraryChanges changes, SuggestionSource suggestions, CommunityLabels community, ModelUpdates models,
        TimeProvider time)
    {
        (this.finder, this.importer, this.changes, this.suggestions, this.community, this.models) = (finder, importer, changes, suggestions, community, models);
        refresh = new RefreshClock(() => Dispatch(FindAgainAsync), time);
        importer.Changed += OnImport;
        changes.SoundsChanged += OnSoundsChanged;
        changes.ClassesChanged += OnClassesChanged;
        suggestions.Changed += OnSuggestions;
        community.Changed += OnCommunity;
        models.Changed += OnModels;
    }

    /// <summary>What is shown.</summary>
    public WorkspaceView View { get; private set; } = new();

    /// <summary>The sounds listed.</summary>
    public SoundResult Result { get; private set; } = SoundResult.Empty;

    /// <summary>The sound that is heard; null where none is.</summary>
    public long? PlayingId { get; private set; }

    /// <summary>Whether the list was read at all.</summary>
    public bool IsRead { get; private set; }

    /// <summary>How the page runs something on its own thread; set once it is up.</summary>
    public Func<Func<Task>, Task> Dispatch { get; set; } = work => work();

    /// <summary>Raised on the page's thread.</summary>
    public event Action<WorkspaceParts>? Changed;

    /// <summary>The sounds that commands act on: those selected, or the one with the focus.</summary>
    public IReadOnlyCollection<long> Targets => View.Selection.Count > 0 ? View.Selection.Ids : View.Focused is { } id ? [id] : [];

    /// <summary>Shows another view.</summary>
    public async Task ShowAsync(WorkspaceView view)
    {
        var before = View;
        View = view;
        var parts = WorkspaceParts.View;
        if (before.Focused != view.Focused) parts |= WorkspaceParts.Focus;
        if (!before.Selection.Equals(view.Selection)) parts |= WorkspaceParts.Selection;
        Tell(parts);
        if (!IsRead || !before.ListsAs(view)) await FindAgainAsync();
    }

    /// <summary>Reads the list if nothing did so before.</summary>
    public Task EnsureReadAsync() => IsRead ? Task.CompletedTask : FindAgainAsync();

    /// <summary>Gives a sound the focus, and nothing else changes.</summary>
    public Task FocusAsync(long? id) => id == View.Focused ? Task.CompletedTask : ShowAsync(View with { Focused = id });

    /// <summary>Gives the focus to the sound so many places further down the list, or up.</summary>
    public Task MoveAsync(int places)
    {
        if (Result.Ids.Length == 0) return Task.CompletedTask;
        int place = View.Focused is { } id ? Result.PlaceOf(id) : -1;
        return FocusAsync(Result.Ids[Math.Clamp(place < 0 && places < 0 ? 0 : place + places, 0, Result.Ids.Length - 1)]);
    }

    /// <summary>Selects sounds; the first has the focus unless the one that has it is among them.</summary>
    public Task SelectAsync(SoundSelection selection)
    {
        long? focused = View.Focused is { } id && (selection.Count == 0 || selection.Contains(id)) ? id : selection.Count > 0 ? selection.Ids.Min() : View.Focused;
        return ShowAsync(View with { Selection = selection, Focused = focused });
    }

    /// <summary>Selects from the focused sound to another, in the order of the list.</summary>
    public Task SelectToAsync(long id)
    {
        int from = View.Focused is { } focused ? Result.PlaceOf(focused) : -1, to = Result.PlaceOf(id);
        if (from < 0 || to < 0) return FocusAsync(id);
        return ShowAsync(View with { Selection = SoundSelection.Of(Result.Ids[Math.Min(from, to)..(Math.Max(from, to) + 1)]) });
    }

    /// <summary>Notes which sound is heard.</summary>
    public void SetPlaying(long? id)
    {
        if (PlayingId == id) return;
        PlayingId = id;
        Tell(WorkspaceParts.Playing);
    }

    /// <summary>Draws again what shows these parts.</summary>
    public void Tell(WorkspaceParts parts) => Changed?.Invoke(parts);

    public void Dispose()
    {
        importer.Changed -= OnImport;
        changes.SoundsChanged -= OnSoundsChanged;
        changes.ClassesChanged -= OnClassesChanged;
        suggestions.Changed -= OnSuggestions;
        community.Changed -= OnCommunity;
        models.Changed -= OnModels;
        refresh.Dispose();
    }

    /// <summary>Reads the list again. Only the last of several that are under way counts.</summary>
    private async Task FindAgainAsync()
    {
        int mine = ++round;
        var view = View;
        var result = await Task.Run(() => finder.Find(view));
        if (mine != round) return;
        (Result, IsRead) = (result, true);
        Tell(WorkspaceParts.Result);
    }

    private void OnImport()
    {
        refresh.Request();
        TellFromElsewhere(WorkspaceParts.Library);
    }

    private void OnSoundsChanged(IReadOnlyCollection<long> ids) => _ = Dispatch(() =>
    {
        Tell(WorkspaceParts.Sounds);
        return FindAgainAsync();
    });

    private void OnClassesChanged() => TellFromElsewhere(WorkspaceParts.Settings);

    private void OnSuggestions() => TellFromElsewhere(WorkspaceParts.Suggestions);

    private void OnCommunity()
    {
        if (View.IsDisputed) refresh.Request();
        TellFromElsewhere(WorkspaceParts.Sharing);
    }

    private void OnModels() => TellFromElsewhere(WorkspaceParts.Sharing);

    private void TellFromElsewhere(WorkspaceParts parts) => _ = Dispatch(() =>
    {
        Tell(parts);
        return Task.CompletedTask;
    });
}
