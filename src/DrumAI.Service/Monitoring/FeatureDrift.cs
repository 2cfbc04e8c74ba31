using DrumAI.Classification;

namespace DrumAI.Service.Monitoring;

/// <summary>How far the sounds that a service meets are from those that the current model learnt from, by one feature.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="StabilityIndex">Population stability index; null where too few sounds came to tell.</param>
/// <param name="Sounds">Sounds that came.</param>
/// <param name="Expected">Share of each bin among those that the model learnt from.</param>
/// <param name="Observed">Sounds in each bin.</param>
public sealed record FeatureDrift(string Feature, double? StabilityIndex, long Sounds, IReadOnlyList<double> Expected, IReadOnlyList<long> Observed)
{
    /// <summary>Whether that is moderate, large, or neither.</summary>
    public bool IsModerate => StabilityIndex >= FeatureReference.Moderate;

    /// <summary>Whether that is large: an alert is raised.</summary>
    public bool IsLarge => StabilityIndex >= FeatureReference.Large;
}
