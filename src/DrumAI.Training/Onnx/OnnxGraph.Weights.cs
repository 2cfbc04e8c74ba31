using DrumAI.Training.Weights;

namespace DrumAI.Training.Onnx;

/// <content>Layers from the weights of a file, in single precision.</content>
public sealed partial class OnnxGraph
{
    /// <summary>A convolution.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="kernel">[channels out, channels in / groups, height, width].</param>
    /// <param name="bias">A number for each channel out.</param>
    /// <param name="stride">Step, the same in both directions.</param>
    /// <param name="padding">Zeros above, left, below and right.</param>
    /// <param name="groups">Groups of channels that see nothing of each other; as many as channels for a depthwise convolution.</param>
    public OnnxValue Conv(OnnxValue input, WeightTensor kernel, float[] bias, int stride, (int Top, int Left, int Bottom, int Right) padding, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(bias);
        return Operation(
            "Conv",
            [input, Tensor(kernel), Constant(bias, bias.Length)],
            Integers("kernel_shape", kernel.Shape[2], kernel.Shape[3]),
            Integers("strides", stride, stride),
            Integers("pads", padding.Top, padding.Left, padding.Bottom, padding.Right),
            Integer("group", groups));
    }

    /// <summary>A linear layer: x * weight transposed + bias.</summary>
    /// <param name="input">[N, features in].</param>
    /// <param name="weight">[features out, features in].</param>
    /// <param name="bias">A number for each feature out.</param>
    public OnnxValue Linear(OnnxValue input, WeightTensor weight, float[] bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        return Operation("Gemm", [input, Tensor(weight), Constant(bias, bias.Length)], Integer("transB", 1));
    }

    private OnnxValue Tensor(WeightTensor weight) => Constant(weight.Values, [.. weight.Shape.Select(d => (long)d)]);
}
