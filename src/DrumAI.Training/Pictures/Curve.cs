namespace DrumAI.Training.Pictures;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it shows, for the legend.</param>
/// <param name="Points">Its points from left to right; those that are not finite are left out.</param>
public sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);
