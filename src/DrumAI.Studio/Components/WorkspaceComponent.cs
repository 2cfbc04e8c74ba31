using DrumAI.Studio.Localisation;
using DrumAI.Studio.Settings;
using DrumAI.Studio.Workspace;
using Microsoft.AspNetCore.Components;

namespace DrumAI.Studio.Components;

/// <summary>A part of the page that is drawn again when what it shows of the workspace has changed.</summary>
public abstract class WorkspaceComponent : ComponentBase, IDisposable
{
    [Inject] internal WorkspaceState Workspace { get; set; } = null!;

    [Inject] internal Texts Texts { get; set; } = null!;

    [Inject] internal SettingsFile Settings { get; set; } = null!;

    /// <summary>What of the workspace it shows.</summary>
    protected abstract WorkspaceParts Watched { get; }

    /// <summary>Whether the theme is dark.</summary>
    protected bool IsDark => Settings.Current.IsDark;

    /// <inheritdoc/>
    protected override void OnInitialized() => Workspace.Changed += OnWorkspaceChanged;

    /// <summary>Called when something watched has changed, before it is drawn again.</summary>
    protected virtual Task OnChangedAsync(WorkspaceParts parts) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what it holds.</summary>
    protected virtual void Dispose(bool disposing) => Workspace.Changed -= OnWorkspaceChanged;

    private void OnWorkspaceChanged(WorkspaceParts parts)
    {
        if ((parts & (Watched | WorkspaceParts.Settings)) == 0) return;
        _ = InvokeAsync(async () =>
        {
            await OnChangedAsync(parts);
            StateHasChanged();
        });
    }
}
