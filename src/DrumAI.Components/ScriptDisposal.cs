using Microsoft.JSInterop;

namespace DrumAI.Components;

/// <summary>The end of what lives in a browser that may be gone already.</summary>
internal static class ScriptDisposal
{
    /// <summary>Calls the object's own <c>dispose</c>, then lets go of it. A browser that has left has done both.</summary>
    public static async ValueTask End(this IJSObjectReference? reference)
    {
        if (reference is null) return;
        try
        {
            await reference.InvokeVoidAsync("dispose");
        }
        catch (JSDisconnectedException)
        {
            return;
        }
        await reference.DisposeQuietly();
    }

    public static async ValueTask DisposeQuietly(this IJSObjectReference reference)
    {
        try
        {
            await reference.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and all that it held with it.
        }
    }
}
