using DrumAI.Features;

namespace DrumAI.Lab.Store;

/// <summary>What of a sound is not in the store yet.</summary>
/// <param name="Features">Features to compute.</param>
/// <param name="Embedders">Indices of embedders to ask.</param>
internal readonly record struct MissingWork(FeatureSet Features, IReadOnlyList<int> Embedders)
{
    public bool IsNone => Features == FeatureSet.None && Embedders.Count == 0;
}
