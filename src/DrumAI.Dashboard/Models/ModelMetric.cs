namespace DrumAI.Dashboard.Models;

/// <summary>A figure that two models may have.</summary>
/// <param name="Protocol">How the sounds were chosen that it was measured on.</param>
/// <param name="Name">The figure's name.</param>
/// <param name="First">Of the first model; NaN where it has none.</param>
/// <param name="Second">Of the second.</param>
public sealed record ModelMetric(string Protocol, string Name, double First, double Second);
