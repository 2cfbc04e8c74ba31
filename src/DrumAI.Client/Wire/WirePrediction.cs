using System.Text.Json.Serialization;

namespace DrumAI.Client.Wire;

/// <summary>What a model said of a sound, in short.</summary>
/// <param name="Class">Wire name of the likeliest class.</param>
/// <param name="Confidence">Its probability, in [0, 1].</param>
/// <param name="Model">The model's name and version.</param>
public sealed record WirePrediction(string Class, float Confidence, string Model)
{
    /// <summary>Where the model lays it on its map; null where that is not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WireMap? Map { get; init; }
}
