using Microsoft.JSInterop;

namespace DrumAI.Components.Sound;

/// <summary>
/// The browser's sound engine seen from .NET: one per circuit. What must be instant (keys, hovering) plays in the browser itself; this is for buttons,
/// settings, and to know what sounds.
/// </summary>
public sealed class SoundPlayer(IJSRuntime js) : IAsyncDisposable
{
    private readonly ClientModule module = new(js, "sound");
    private DotNetObjectReference<SoundPlayer>? self;
    private IJSObjectReference? attachment;

    /// <summary>A sound began; raised off the renderer's dispatcher where the browser says so.</summary>
    public event Action<SoundEvent>? Changed;

    /// <summary>The sound that plays now, or none.</summary>
    public int? PlayingId { get; private set; }

    /// <summary>How it plays.</summary>
    public SoundOptions Options { get; private set; } = new();

    /// <summary>Connects to the page's engine; call it after the first render, and again to change options.</summary>
    public async Task ConfigureAsync(SoundOptions options)
    {
        Options = options;
        if (attachment is not null)
        {
            await attachment.InvokeVoidAsync("configure", options);
            return;
        }
        self ??= DotNetObjectReference.Create(this);
        attachment = await (await module.Get()).InvokeAsync<IJSObjectReference>("attach", self, options);
    }

    /// <summary>Plays a sound and cuts the one before it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="gain">A factor on its amplitudes; without one the loudness match decides.</param>
    public async Task PlayAsync(int id, double? gain = null) =>
        await (await module.Get()).InvokeVoidAsync("play", id, gain is null ? new { } : new { Gain = gain.Value });

    /// <summary>Silence, within 3 ms.</summary>
    public async Task StopAsync() => await (await module.Get()).InvokeVoidAsync("stop");

    /// <summary>Loads these next, in this order; what an earlier call asked for and has not begun is dropped.</summary>
    public async Task PreloadAsync(IReadOnlyList<int> ids) => await (await module.Get()).InvokeVoidAsync("preload", (object)ids);

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public void OnSoundEvent(SoundEvent change)
    {
        PlayingId = change.Type switch
        {
            "start" => change.Id,
            "end" or "error" when PlayingId == change.Id => null,
            _ => PlayingId,
        };
        Changed?.Invoke(change);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await attachment.End();
        await module.DisposeAsync();
        self?.Dispose();
    }
}
