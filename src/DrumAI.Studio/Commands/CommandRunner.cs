using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Components.Sound;
using DrumAI.Studio.Settings;
using DrumAI.Studio.Workspace;

namespace DrumAI.Studio.Commands;

/// <summary>Does what a command says.</summary>
internal sealed class CommandRunner(WorkspaceState workspace, SoundEditor editor, SoundPlayer player, SettingsFile settings, SampleList list, OwnClasses own)
{
    /// <summary>Asked to show the help sheet, or to take it away.</summary>
    public event Action? HelpWanted;

    /// <summary>Does it.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="movedTo">The sound to which the browser has moved on already; null where it did not.</param>
    public Task RunAsync(string command, int? movedTo) => command switch
    {
        "next" => movedTo is { } id ? FocusOnlyAsync(id) : MoveAndPlayAsync(1),
        "previous" => movedTo is { } id ? FocusOnlyAsync(id) : MoveAndPlayAsync(-1),
        "extend-next" => ExtendAsync(1),
        "extend-previous" => ExtendAsync(-1),
        // The browser has done it already.
        "replay" or "search" => Task.CompletedTask,
        "stop" => workspace.SelectAsync(SoundSelection.Empty),
        "loop" => ConfigureAsync(player.Options with { Loop = !player.Options.Loop }),
        "hover" => Set(s => s with { HoverPlays = !s.HoverPlays }),
        "heart" => HeartAsync(),
        "confirm" => ConfirmAsync(),
        "accept" => AcceptAsync(),
        "unlabel" => editor.SetLabelAsync(label: null),
        "undo" => editor.UndoAsync(),
        "similar" => workspace.View.Focused is { } id ? workspace.ShowAsync(workspace.View.Unfiltered() with { SimilarTo = id }) : Task.CompletedTask,
        "review" => workspace.ShowAsync(workspace.View.IsReview ? workspace.View.Unfiltered() : workspace.View with { IsLabelled = false, Order = SampleOrder.Confidence, IsDescending = false }),
        "hearts" => workspace.ShowAsync(workspace.View with { IsFavourite = !workspace.View.IsFavourite }),
        "clear" => workspace.ShowAsync(workspace.View.Unfiltered()),
        "select-all" => workspace.SelectAsync(SoundSelection.Of(workspace.Result.Ids)),
        "map" => workspace.ShowAsync(workspace.View with { HasMap = !workspace.View.HasMap, HasList = workspace.View.HasList || workspace.View.HasMap }),
        "list" => workspace.ShowAsync(workspace.View with { HasList = !workspace.View.HasList, HasMap = workspace.View.HasMap || workspace.View.HasList }),
        "layout" => workspace.ShowAsync(workspace.View with { Layout = workspace.View.Layout == MapLayout.Sound ? MapLayout.Axes : MapLayout.Sound }),
        "letters" => Set(s => s with { ShowsLetters = !s.ShowsLetters }),
        "theme" => Set(s => s with { IsDark = !s.IsDark }),
        "help" => Raise(HelpWanted),
        _ when command.StartsWith(StudioCommand.ClassPrefix, StringComparison.Ordinal) => own.Parse(command[StudioCommand.ClassPrefix.Length..]) is { } label ? LabelAsync(label) : Task.CompletedTask,
        _ => Task.CompletedTask,
    };

    /// <summary>Sets the class of what is in hand. In the queue of the least sure the next sound follows.</summary>
    public async Task LabelAsync(DrumLabel? label)
    {
        bool goesOn = workspace.View.IsReview && workspace.View.Selection.Count == 0 && workspace.View.Focused is not null;
        await editor.SetLabelAsync(label);
        if (goesOn) await MoveAndPlayAsync(1);
    }

    /// <summary>Marks what is in hand, or takes the mark away where the focused sound has it.</summary>
    public Task HeartAsync() => editor.SetFavouriteAsync(workspace.View.Focused is not { } id || list.Read([id]) is not [{ IsFavourite: true }]);

    /// <summary>Changes how sounds are played.</summary>
    public async Task ConfigureAsync(SoundOptions options)
    {
        await player.ConfigureAsync(options);
        settings.Change(s => s with { Volume = options.Volume, MatchesLoudness = options.MatchLoudness });
    }

    /// <summary>Plays a sound and gives it the focus.</summary>
    public async Task PlayAsync(long id)
    {
        await player.PlayAsync((int)id);
        await workspace.FocusAsync(id);
    }

    /// <summary>Others are right. In a list of what they say otherwise the next sound follows.</summary>
    private async Task AcceptAsync()
    {
        bool goesOn = workspace.View.IsDisputed && workspace.View.Selection.Count == 0 && workspace.View.Focused is not null;
        await editor.AcceptAsync(workspace.Targets);
        if (goesOn) await MoveAndPlayAsync(1);
    }

    /// <summary>What the model heard is right: it becomes the musician's word.</summary>
    private Task ConfirmAsync()
    {
        if (workspace.Targets.Count != 1 || list.Read([.. workspace.Targets]) is not [{ Class: { } name } row]) return Task.CompletedTask;
        return LabelAsync(new DrumLabel(name, row.Subclass));
    }

    private Task FocusOnlyAsync(long id) => workspace.ShowAsync(workspace.View with { Focused = id, Selection = SoundSelection.Empty });

    private async Task MoveAndPlayAsync(int places)
    {
        await workspace.MoveAsync(places);
        if (workspace.View.Focused is { } id) await player.PlayAsync((int)id);
    }

    private async Task ExtendAsync(int places)
    {
        var selection = workspace.View.Selection;
        if (workspace.View.Focused is { } from) selection = SoundSelection.Of([.. selection.Ids, from]);
        await workspace.MoveAsync(places);
        if (workspace.View.Focused is { } to) await workspace.ShowAsync(workspace.View with { Selection = SoundSelection.Of([.. selection.Ids, to]) });
    }

    private Task Set(Func<StudioSettings, StudioSettings> change)
    {
        settings.Change(change);
        return Task.CompletedTask;
    }

    private static Task Raise(Action? wanted)
    {
        wanted?.Invoke();
        return Task.CompletedTask;
    }
}
