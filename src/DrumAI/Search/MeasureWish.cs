namespace DrumAI.Search;

/// <summary>A measure, and which end of it is wanted.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="High">Much of it, or little.</param>
public sealed record MeasureWish(SoundMeasure Measure, bool High);
