using DrumAI.Studio.Sharing;
using DrumAI.Studio.Workspace;
using Microsoft.AspNetCore.Components;

namespace DrumAI.Studio.Components.Sharing;

/// <summary>A part of the page about sharing: drawn again when the sender does something else.</summary>
public abstract class SharingComponent : WorkspaceComponent
{
    [Inject] internal SharingFile File { get; set; } = null!;

    [Inject] internal SharingSender Sender { get; set; } = null!;

    /// <inheritdoc/>
    protected override WorkspaceParts Watched => WorkspaceParts.Sounds;

    internal SharingSettings Agreed => File.Current;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Sender.Changed += OnSenderChanged;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Sender.Changed -= OnSenderChanged;
        base.Dispose(disposing);
    }

    private void OnSenderChanged() => _ = InvokeAsync(async () =>
    {
        await OnChangedAsync(WorkspaceParts.Sharing);
        StateHasChanged();
    });
}
