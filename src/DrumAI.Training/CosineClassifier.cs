using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Logits are scaled cosines between the input and one direction a class, plus a bias.</summary>
internal sealed class CosineClassifier : nn.Module<Tensor, Tensor>
{
    internal readonly Parameter Directions, Scale, Bias;

    public CosineClassifier(int inputLength, int classCount)
        : base(nameof(CosineClassifier))
    {
        Directions = nn.Parameter(randn(classCount, inputLength));
        Scale = nn.Parameter(tensor(12f));
        Bias = nn.Parameter(zeros(classCount));
        RegisterComponents();
    }

    /// <param name="direction">[N, length], of unit length.</param>
    public override Tensor forward(Tensor direction) =>
        direction.matmul(nn.functional.normalize(Directions, dim: 1).t()) * Scale + Bias;
}
