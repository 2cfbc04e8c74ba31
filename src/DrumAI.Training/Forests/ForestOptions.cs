namespace DrumAI.Training.Forests;

/// <summary>What decides a random forest.</summary>
public sealed record ForestOptions
{
    /// <summary>Trees.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Columns that a split chooses from; 0 for the square root of their number, rounded up.</summary>
    public int ColumnsPerSplit { get; init; }

    /// <summary>Rows that a leaf has at least.</summary>
    public int LeastRowsInLeaf { get; init; } = 1;

    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;
}
