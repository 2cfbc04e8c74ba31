using System.Text.Json.Serialization;

namespace DrumAI.Client.Wire;

/// <summary>What <c>POST /samples</c> takes: the features of a sound that nobody corrected, with the model's prediction as a weak label.</summary>
public sealed record Contribution
{
    /// <summary>What identifies the sound.</summary>
    [JsonRequired]
    public required WireFingerprint Fingerprint { get; init; }

    /// <summary>What the model said.</summary>
    [JsonRequired]
    public required WirePrediction Predicted { get; init; }

    /// <summary>The sound's features.</summary>
    [JsonRequired]
    public required WireFeatures Features { get; init; }

    /// <summary>Version of the front end that computed them.</summary>
    [JsonRequired]
    public required string FrontEnd { get; init; }
}
