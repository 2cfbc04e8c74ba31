namespace DrumAI.Catalogue.Queries;

/// <summary>Sounds of which a measure lies between two values, both included.</summary>
/// <param name="Measure">One that is a number: <see cref="SampleOrder.Confidence"/> or a later one.</param>
/// <param name="Min">The least; null for no limit.</param>
/// <param name="Max">The most; null for no limit.</param>
public sealed record MeasureRange(SampleOrder Measure, double? Min, double? Max);
