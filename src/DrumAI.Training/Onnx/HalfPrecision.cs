using static TorchSharp.torch;

namespace DrumAI.Training.Onnx;

/// <summary>Rounding of a network's weights to half precision, as <see cref="WeightPrecision.Half"/> stores them.</summary>
public static class HalfPrecision
{
    /// <summary>True for the weights that are stored in half precision: those of rank two and more.</summary>
    internal static bool Applies(Tensor weight) => weight.dim() >= 2;

    /// <summary>Rounds every kernel and matrix of a network to the nearest half-precision number, in place.</summary>
    /// <param name="module">The network; afterwards it computes what a file exported from it with <see cref="WeightPrecision.Half"/> computes.</param>
    public static void Round(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var parameter in module.parameters())
            if (Applies(parameter)) parameter.copy_(parameter.to(ScalarType.Float16).to(ScalarType.Float32));
    }
}
