namespace DrumAI.Dashboard.Statistics;

/// <summary>How many there were at the end of each span of time.</summary>
/// <param name="Step">Length of a span.</param>
/// <param name="Points">The spans, the oldest first; none where there is nothing.</param>
public sealed record Growth(TimeSpan Step, IReadOnlyList<GrowthPoint> Points)
{
    private const int MaxCount = 60;

    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];

    /// <summary>The shortest step of a kind that people know, with which a time falls into few enough spans.</summary>
    public static TimeSpan StepFor(TimeSpan age) => Steps.FirstOrDefault(s => age / s < MaxCount, Steps[^1]);
}
