using DrumAI.Studio.Components.Stage;
using Microsoft.JSInterop;

namespace DrumAI.Studio.Components;

/// <summary>The page's own script, <c>wwwroot/studio.js</c>; loaded when first needed. One for each open page.</summary>
internal sealed class PageScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? module;

    /// <summary>Lets clicks play and drags carry files out.</summary>
    public Task StartAsync() => CallAsync("start");

    /// <summary>Scrolls a list as little as is needed for one of its rows to be seen.</summary>
    public Task RevealAsync(string listId, int top, int height) => CallAsync("reveal", listId, top, height);

    /// <summary>Puts a text on the clipboard, and answers whether the browser allowed it.</summary>
    public async Task<bool> CopyAsync(string text) => await (await LoadAsync()).InvokeAsync<bool>("copy", text);

    /// <summary>Gives the whole page, what lies outside of components too, another theme.</summary>
    public Task SetThemeAsync(bool isDark) => CallAsync("setTheme", isDark);

    /// <summary>Writes into the search box.</summary>
    public Task SetSearchAsync(string text) => CallAsync("setSearch", text);

    /// <summary>Takes the cursor out of wherever it is, so that keys are commands again.</summary>
    public Task LeaveFieldAsync() => CallAsync("leaveField");

    /// <summary>How large the map is.</summary>
    public async Task<StageSize> MeasureStageAsync() => await (await LoadAsync()).InvokeAsync<StageSize>("measureStage");

    public async ValueTask DisposeAsync()
    {
        if (module is not { IsCompletedSuccessfully: true }) return;
        try
        {
            await (await module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its script with it.
        }
    }

    private Task<IJSObjectReference> LoadAsync() => module ??= js.InvokeAsync<IJSObjectReference>("import", "./_content/DrumAI.Studio/studio.js").AsTask();

    private async Task CallAsync(string function, params object?[] values)
    {
        try
        {
            await (await LoadAsync()).InvokeVoidAsync(function, values);
        }
        catch (JSDisconnectedException)
        {
            // The page was closed meanwhile.
        }
    }
}
