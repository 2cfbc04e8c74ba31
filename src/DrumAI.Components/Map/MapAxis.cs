namespace DrumAI.Components.Map;

/// <summary>One axis of a map whose places are measures.</summary>
/// <param name="Title">What is measured, as people read it.</param>
/// <param name="Minimum">The value at the left or lower edge; above 0 where logarithmic.</param>
/// <param name="Maximum">The value at the right or upper edge, greater than the minimum.</param>
/// <param name="Unit">Stands behind the title, such as "Hz"; empty where there is none.</param>
/// <param name="Logarithmic">Equal ratios take equal room.</param>
public sealed record MapAxis(string Title, double Minimum, double Maximum, string Unit = "", bool Logarithmic = false);
