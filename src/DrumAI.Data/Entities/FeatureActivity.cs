namespace DrumAI.Data.Entities;

/// <summary>How many sounds of an hour fell into a bin of a feature, the bins being those of the model's training set.</summary>
public sealed class FeatureActivity
{
    /// <summary>The hour: whole hours since 1970, UTC.</summary>
    public int Hour { get; init; }

    /// <summary>The model whose training set the bins are of.</summary>
    public int ModelId { get; init; }

    /// <summary>The feature.</summary>
    public required string Feature { get; init; }

    /// <summary>The bin, from 0.</summary>
    public int Bin { get; init; }

    /// <summary>Sounds in it.</summary>
    public long Count { get; set; }
}
