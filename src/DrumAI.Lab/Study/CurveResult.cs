namespace DrumAI.Lab.Study;

/// <summary>Learning curves: figures by size of the training data, or by epoch.</summary>
internal sealed record CurveResult : ResultsFile
{
    /// <summary>Which curve.</summary>
    public required string Curve { get; init; }

    /// <summary>The recipe that learns.</summary>
    public required string Recipe { get; init; }

    /// <summary>Its points.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }
}
