using DrumAI.Catalogue.Entities;

namespace DrumAI.Catalogue.Import;

/// <summary>How an import is done.</summary>
public sealed record ImportOptions
{
    /// <summary>Files read at once, 1 or more.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>The last stage to bring sounds to.</summary>
    public SampleStage Until { get; init; } = SampleStage.Measured;
}
