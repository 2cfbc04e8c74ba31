using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// Sums of tensors that a garbage collection cannot spoil. TorchSharp's operators + and - make a factor of one for each call and may free it while native code still reads it; one that lives as
/// long as the program they cannot.
/// </summary>
internal static class TensorSums
{
    private static readonly Scalar One = 1, MinusOne = -1;

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, One);

    /// <summary>a - b.</summary>
    public static Tensor Minus(this Tensor a, Tensor b) => a.add(b, MinusOne);
}
