using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>N pictures to learn from, of which the first M have a label.</summary>
/// <param name="Pictures">[N, channels, bands, frames].</param>
/// <param name="Classes">[M, classes]: shares that sum to one.</param>
/// <param name="Subclasses">[M, sub-classes]: weights, all zero where no sub-class is known.</param>
/// <param name="Descriptions">[N, teacher's numbers].</param>
internal sealed record Batch(Tensor Pictures, Tensor Classes, Tensor Subclasses, Tensor Descriptions);
