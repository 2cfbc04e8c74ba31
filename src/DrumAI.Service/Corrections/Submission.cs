using DrumAI.Data.Entities;
using DrumAI.Identity;

namespace DrumAI.Service.Corrections;

/// <summary>A checked correction or contribution, ready to be stored.</summary>
internal sealed record Submission
{
    /// <summary>Who submits.</summary>
    public required long UserId { get; init; }

    /// <summary>Keyed hash of the block of addresses from which it came.</summary>
    public required long AddressBlock { get; init; }

    /// <summary>What identifies the sound.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>The class voted for; null for a contribution, which is no vote.</summary>
    public int? ClassId { get; init; }

    /// <summary>The sub-class voted for; null where the vote is about the class alone.</summary>
    public int? SubclassId { get; init; }

    /// <summary>What the model said; null where that was not told.</summary>
    public SamplePrediction? Prediction { get; init; }

    /// <summary>The features; null where none came, or none that are kept.</summary>
    public SampleFeatures? Features { get; init; }

    /// <summary>The embedding; null where none came.</summary>
    public SampleEmbedding? Embedding { get; init; }

    /// <summary>Why it is not believed; null where it is.</summary>
    public string? Doubt { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
