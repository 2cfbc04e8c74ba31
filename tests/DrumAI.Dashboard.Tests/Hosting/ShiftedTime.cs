namespace DrumAI.Dashboard.Tests.Hosting;

/// <summary>The system's time, moved on.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private TimeSpan shift;

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => shift += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
