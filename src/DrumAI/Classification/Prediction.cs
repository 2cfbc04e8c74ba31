using DrumAI.Audio;

namespace DrumAI.Classification;

/// <summary>What a model heard in one sound.</summary>
public sealed record Prediction
{
    /// <summary>Wire name of the likeliest class.</summary>
    public required string Class { get; init; }

    /// <summary>Wire name of the likeliest sub-class within <see cref="Class"/>; null where the class has none.</summary>
    public required string? Subclass { get; init; }

    /// <summary>Probability of <see cref="Class"/>, in [0, 1].</summary>
    public required float Confidence { get; init; }

    /// <summary>Probability of each class, in the taxonomy's order; they sum to 1.</summary>
    public required float[] ClassProbabilities { get; init; }

    /// <summary>Probability of each sub-class, in the taxonomy's order; those of one class sum to that class's probability.</summary>
    public required float[] SubclassProbabilities { get; init; }

    /// <summary>Where the sound lies among others: of unit length, so that the dot product of two is their cosine similarity.</summary>
    public required float[] Embedding { get; init; }

    /// <summary>Where the sound lies on the sound map: it stays there whatever else is on it, on every machine.</summary>
    public required MapPosition Map { get; init; }

    /// <summary>One hit, or a loop of several.</summary>
    public required SoundKind Kind { get; init; }

    /// <summary>Length of the whole sound in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary><see cref="ModelCard.Id"/> of the model that heard it.</summary>
    public required string Model { get; init; }
}
