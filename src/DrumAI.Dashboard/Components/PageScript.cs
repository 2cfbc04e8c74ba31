using Microsoft.JSInterop;

namespace DrumAI.Dashboard.Components;

/// <summary>The pages' own script, <c>wwwroot/dashboard.js</c>, as open pages call it.</summary>
internal sealed class PageScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? module;

    /// <summary>Gives the whole page another theme, and remembers it.</summary>
    public Task SetThemeAsync(string theme) => CallAsync("setTheme", theme);

    /// <summary>From now on a person's moves keep the session alive.</summary>
    public Task WatchAsync() => CallAsync("watch");

    /// <summary>Opens a dialog over the page, or closes it.</summary>
    public Task ShowDialogAsync(string id, bool isShown) => CallAsync("showDialog", id, isShown);

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

    private async Task CallAsync(string function, params object?[] values)
    {
        module ??= js.InvokeAsync<IJSObjectReference>("import", "./_content/DrumAI.Dashboard/dashboard.js").AsTask();
        try
        {
            await (await module).InvokeVoidAsync(function, values);
        }
        catch (JSDisconnectedException)
        {
            // The page was closed meanwhile.
        }
    }
}
