namespace DrumAI.Catalogue.Import;

/// <summary>Counts what a stage has done, and reports it several times a second. Time that the stage is paused does not count.</summary>
internal sealed class StageClock(ImportStage stage, long total, PauseGate gate, TimeProvider time, Action<ImportProgress> report)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly long start = time.GetTimestamp();
    private TimeSpan paused;
    private TimeSpan reported;
    private long done;

    /// <summary>One more is done. Waits here while the import is paused.</summary>
    public void Step(CancellationToken cancellation)
    {
        done++;
        if (gate.IsPaused)
        {
            long begun = time.GetTimestamp();
            gate.Wait(cancellation);
            paused += time.GetElapsedTime(begun);
        }

        var elapsed = time.GetElapsedTime(start) - paused;
        if (elapsed - reported < Interval) return;
        reported = elapsed;
        report(new ImportProgress(stage, done, total, elapsed));
    }

    /// <summary>The stage is over.</summary>
    public void Finish() => report(new ImportProgress(stage, done, total, time.GetElapsedTime(start) - paused));
}
