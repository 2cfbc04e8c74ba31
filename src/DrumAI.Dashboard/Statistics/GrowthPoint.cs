namespace DrumAI.Dashboard.Statistics;

/// <summary>How many there were at the end of a span of time.</summary>
/// <param name="Start">When the span began.</param>
/// <param name="Sounds">Sounds at its end.</param>
/// <param name="Votes">Votes that had been cast by its end.</param>
public sealed record GrowthPoint(DateTimeOffset Start, long Sounds, long Votes);
