using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>What the network says about a batch of N sounds.</summary>
/// <param name="ClassLogits">[N, classes].</param>
/// <param name="SubclassLogits">[N, sub-classes].</param>
/// <param name="Embedding">[N, 128], of unit length.</param>
/// <param name="TeacherEstimate">[N, teacher's numbers]: what the teacher would say; only for training.</param>
/// <param name="TrunkTeacherEstimate">The same, told from all pooled features rather than from the embedding.</param>
public sealed record DrumNetOutput(Tensor ClassLogits, Tensor SubclassLogits, Tensor Embedding, Tensor TeacherEstimate, Tensor TrunkTeacherEstimate);
