namespace DrumAI.Data.Entities;

/// <summary>What a model said of a sound. In the consensus it is one weak voter.</summary>
public sealed class SamplePrediction
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>Which model: its card's <see cref="Classification.ModelCard.Id"/>.</summary>
    public required string Model { get; init; }

    /// <summary>The likeliest class.</summary>
    public int ClassId { get; set; }

    /// <summary>The likeliest sub-class within it; null where the class has none, or none was told.</summary>
    public int? SubclassId { get; set; }

    /// <summary>Probability of the class, in [0, 1].</summary>
    public float Confidence { get; set; }

    /// <summary>Where the model lays the sound on its map, to the right; null where that was not told.</summary>
    public float? MapX { get; set; }

    /// <summary>The same, upwards.</summary>
    public float? MapY { get; set; }
}
