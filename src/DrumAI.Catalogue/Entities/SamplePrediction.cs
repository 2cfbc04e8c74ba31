namespace DrumAI.Catalogue.Entities;

/// <summary>What a model's network put out for a sound. Vectors are float32, little-endian; see <see cref="DrumAI.Features.Vectors"/>.</summary>
public sealed class SamplePrediction
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>Unit-length vector whose dot product with another says how alike two sounds are.</summary>
    public required byte[] Embedding { get; set; }

    /// <summary>Probability of each class, in the taxonomy's order.</summary>
    public required byte[] ClassProbabilities { get; set; }

    /// <summary>Probability of each sub-class, in the taxonomy's order.</summary>
    public required byte[] SubclassProbabilities { get; set; }
}
