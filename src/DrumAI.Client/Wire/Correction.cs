using System.Text.Json.Serialization;

namespace DrumAI.Client.Wire;

/// <summary>What <c>POST /corrections/features</c> takes: a label for a sound that stays on its owner's machine.</summary>
public sealed record Correction
{
    /// <summary>What identifies the sound.</summary>
    [JsonRequired]
    public required WireFingerprint Fingerprint { get; init; }

    /// <summary>Wire name of the class.</summary>
    [JsonRequired]
    public required string Class { get; init; }

    /// <summary>Wire name of the sub-class within the class; null where the label is about the class alone.</summary>
    public string? Subclass { get; init; }

    /// <summary>What the model said before; null where none was asked.</summary>
    public WirePrediction? Predicted { get; init; }

    /// <summary>The sound's features.</summary>
    public WireFeatures? Features { get; init; }

    /// <summary>Version of the front end that computed them.</summary>
    [JsonRequired]
    public required string FrontEnd { get; init; }
}
