using Microsoft.JSInterop;

namespace DrumAI.Components;

/// <summary>One of the bundles in <c>wwwroot/js</c>, loaded when first asked for.</summary>
internal sealed class ClientModule(IJSRuntime js, string name) : IAsyncDisposable
{
    private Task<IJSObjectReference>? module;

    public Task<IJSObjectReference> Get() => module ??= js.InvokeAsync<IJSObjectReference>("import", $"./_content/DrumAI.Components/js/{name}.js").AsTask();

    public async ValueTask DisposeAsync()
    {
        if (module is { IsCompletedSuccessfully: true }) await (await module).DisposeQuietly();
    }
}
