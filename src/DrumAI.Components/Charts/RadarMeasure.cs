namespace DrumAI.Components.Charts;

/// <summary>One arm of a <see cref="TimbreRadar"/>.</summary>
/// <param name="Label">What is measured, as people read it.</param>
/// <param name="Value">Its place within the library or its range, 0 (middle) to 1 (rim); NaN where it is not known.</param>
/// <param name="Text">The value with its unit, as people read it.</param>
public sealed record RadarMeasure(string Label, double Value, string Text);
