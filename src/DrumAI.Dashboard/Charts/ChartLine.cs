namespace DrumAI.Dashboard.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Values">Its values, one for each place across; NaN where there is none.</param>
/// <param name="Style">How it is drawn: a class of the style sheet.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double> Values, string Style);
