using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>N sounds to learn from.</summary>
/// <param name="Pictures">[N, channels, bands, frames].</param>
/// <param name="Classes">[N, classes]: shares that sum to one.</param>
/// <param name="Subclasses">[N, sub-classes]: weights, all zero where no sub-class is known.</param>
/// <param name="Descriptions">[N, teacher's numbers].</param>
internal sealed record Batch(Tensor Pictures, Tensor Classes, Tensor Subclasses, Tensor Descriptions);
