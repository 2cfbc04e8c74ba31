using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Runs a batch normalisation without counting batches.</summary>
internal static class BatchNormalisation
{
    /// <summary>
    /// What <c>norm.forward(x)</c> computes. TorchSharp 0.107 counts batches there with a temporary scalar that the garbage collector may free
    /// while native code reads it, which ends long training runs at random.
    /// </summary>
    public static Tensor Normalise(this BatchNorm2d norm, Tensor x) => nn.functional.batch_norm(
        x, norm.running_mean, norm.running_var, norm.weight, norm.bias, norm.training, momentum: 0.1, eps: 1e-5);
}
