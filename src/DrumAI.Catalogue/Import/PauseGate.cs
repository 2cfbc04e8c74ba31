namespace DrumAI.Catalogue.Import;

/// <summary>Lets work pass, or holds it until it is told to go on. Any thread may open and close it.</summary>
public sealed class PauseGate : IDisposable
{
    private readonly ManualResetEventSlim open = new(initialState: true);

    /// <summary>Whether work is held.</summary>
    public bool IsPaused => !open.IsSet;

    /// <summary>Holds the work from its next file on.</summary>
    public void Pause() => open.Reset();

    /// <summary>Lets the work go on.</summary>
    public void Resume() => open.Set();

    /// <summary>Returns when work may pass.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled while it was held.</exception>
    public void Wait(CancellationToken cancellation) => open.Wait(cancellation);

    /// <inheritdoc/>
    public void Dispose() => open.Dispose();
}
