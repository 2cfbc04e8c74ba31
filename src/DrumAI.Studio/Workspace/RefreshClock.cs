namespace DrumAI.Studio.Workspace;

/// <summary>Lets something happen some time after it was asked for, however often it is asked for meanwhile.</summary>
internal sealed class RefreshClock : IDisposable
{
    /// <summary>A little more than what lies in memory may be old.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2.2);

    private readonly ITimer timer;
    private int isRequested;

    public RefreshClock(Func<Task> refresh, TimeProvider time) => timer = time.CreateTimer(
        _ =>
        {
            Interlocked.Exchange(ref isRequested, 0);
            _ = refresh();
        },
        null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Asks for it; from any thread.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref isRequested, 1) == 0) timer.Change(Delay, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();
}
