namespace DrumAI.Data.Entities;

/// <summary>A model's embedding of a sound.</summary>
public sealed class SampleEmbedding
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>Which model: its card's <see cref="Classification.ModelCard.Id"/>, or the name of another embedder with its version.</summary>
    public required string Model { get; init; }

    /// <summary>The vector, float32, little-endian.</summary>
    public required byte[] Vector { get; set; }
}
