namespace DrumAI.Lab.Study;

/// <summary>What it costs to describe a sound.</summary>
internal sealed record CostResult : ResultsFile
{
    /// <summary>Sounds that were timed.</summary>
    public required int Timed { get; init; }

    /// <summary>The cost of each input.</summary>
    public required IReadOnlyList<InputCost> Inputs { get; init; }
}
