using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training.Onnx;

/// <content>Layers that carry weights, and pooling.</content>
public sealed partial class OnnxGraph
{
    /// <summary>
    /// A convolution, followed by batch normalisation where one is given. The normalisation is folded into the convolution:
    /// with scale s = gamma / sqrt(variance + epsilon), the kernel becomes s * kernel and the bias s * (bias - mean) + beta.
    /// </summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="convolution">The trained layer; explicit zero padding only.</param>
    /// <param name="normalisation">The trained layer behind it, whose running statistics are used.</param>
    /// <exception cref="NotSupportedException">The convolution pads by name ("same") or with something other than zeros.</exception>
    public OnnxValue Conv(OnnxValue input, Conv2d convolution, BatchNorm2d? normalisation = null)
    {
        ArgumentNullException.ThrowIfNull(convolution);
        if (convolution.padding_type is not null || convolution.padding_mode != TorchSharp.PaddingModes.Zeros)
            throw new NotSupportedException("Only explicit zero padding can be exported.");
        float[]? bias = convolution.bias is null ? null : ToArray(convolution.bias);
        if (normalisation is null) return Conv(input, Weight(convolution.weight!), bias, convolution);

        var (scale, shift) = ScaleAndShift(normalisation);
        float[] shifts = [.. shift.Select((value, c) => (float)(bias is null ? value : value + scale[c] * bias[c]))];
        return Conv(input, Scaled(convolution.weight!, scale), shifts, convolution);
    }

    /// <summary>A kernel times one number for each of its output channels.</summary>
    private OnnxValue Scaled(Tensor kernel, double[] scale)
    {
        // Stored in halves, the kernel keeps its trained values, of which the rounding is known, and is scaled when the model is loaded.
        if (precision == WeightPrecision.Half)
            return Multiply(Weight(kernel), Constant(Array.ConvertAll(scale, s => (float)s), scale.Length, 1, 1, 1));
        float[] values = ToArray(kernel);
        int size = values.Length / scale.Length;
        for (int i = 0; i < values.Length; i++) values[i] = (float)(values[i] * scale[i / size]);
        return Constant(values, kernel.shape);
    }

    private OnnxValue Conv(OnnxValue input, OnnxValue kernel, float[]? bias, Conv2d layer)
    {
        AttributeProto[] attributes =
        [
            Integers("kernel_shape", Pair(layer.kernel_size!)),
            Integers("strides", Pair(layer.stride)),
            Integers("pads", [.. Pair(layer.padding!), .. Pair(layer.padding!)]),
            Integers("dilations", Pair(layer.dilation)),
            Integer("group", layer.groups),
        ];
        return bias is null ? Operation("Conv", [input, kernel], attributes) : Operation("Conv", [input, kernel, Constant(bias, bias.Length)], attributes);
    }

    /// <summary>Batch normalisation on its own, from running statistics: x * scale + shift for each channel.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="normalisation">The trained layer.</param>
    public OnnxValue BatchNorm(OnnxValue input, BatchNorm2d normalisation)
    {
        ArgumentNullException.ThrowIfNull(normalisation);
        return Affine(input, normalisation, [normalisation.num_features, 1, 1]);
    }

    /// <summary>Batch normalisation of vectors, from running statistics: x * scale + shift for each feature.</summary>
    /// <param name="input">[N, features].</param>
    /// <param name="normalisation">The trained layer.</param>
    public OnnxValue BatchNorm(OnnxValue input, BatchNorm1d normalisation)
    {
        ArgumentNullException.ThrowIfNull(normalisation);
        return Affine(input, normalisation, [normalisation.num_features]);
    }

    /// <summary>A linear layer: x * weight transposed + bias.</summary>
    /// <param name="input">[N, features in].</param>
    /// <param name="linear">The trained layer.</param>
    public OnnxValue Linear(OnnxValue input, Linear linear)
    {
        ArgumentNullException.ThrowIfNull(linear);
        var weight = Weight(linear.weight!);
        return linear.bias is null
            ? Operation("Gemm", [input, weight], Integer("transB", 1))
            : Operation("Gemm", [input, weight, Weight(linear.bias)], Integer("transB", 1));
    }

    /// <summary>The largest value within each window.</summary>
    /// <param name="input">[N, channels, height, width].</param>
    /// <param name="kernel">Window: height and width.</param>
    /// <param name="stride">Step; the window's size where none is given.</param>
    /// <param name="padding">Padding on each side that never wins; none where not given.</param>
    public OnnxValue MaxPool(OnnxValue input, (long Height, long Width) kernel, (long Height, long Width)? stride = null, (long Height, long Width) padding = default) =>
        Operation("MaxPool", [input], Window(kernel, stride ?? kernel, padding));

    /// <summary>The mean within each window; padding counts as zeros, as in Torch.</summary>
    /// <inheritdoc cref="MaxPool" path="/param"/>
    public OnnxValue AveragePool(OnnxValue input, (long Height, long Width) kernel, (long Height, long Width)? stride = null, (long Height, long Width) padding = default) =>
        Operation("AveragePool", [input], [.. Window(kernel, stride ?? kernel, padding), Integer("count_include_pad", 1)]);

    /// <summary>The mean of each channel: [N, channels, height, width] to [N, channels, 1, 1].</summary>
    public OnnxValue GlobalAveragePool(OnnxValue input) => Operation("GlobalAveragePool", [input]);

    private static AttributeProto[] Window((long Height, long Width) kernel, (long Height, long Width) stride, (long Height, long Width) padding) =>
    [
        Integers("kernel_shape", kernel.Height, kernel.Width),
        Integers("strides", stride.Height, stride.Width),
        Integers("pads", padding.Height, padding.Width, padding.Height, padding.Width),
    ];

    private OnnxValue Affine(OnnxValue input, BatchNorm normalisation, long[] shape)
    {
        var (scale, shift) = ScaleAndShift(normalisation);
        return Add(Multiply(input, Constant(Array.ConvertAll(scale, s => (float)s), shape)), Constant(Array.ConvertAll(shift, s => (float)s), shape));
    }

    private static (double[] Scale, double[] Shift) ScaleAndShift(BatchNorm normalisation)
    {
        if (normalisation.running_mean is null || normalisation.running_var is null)
            throw new NotSupportedException("Batch normalisation without running statistics cannot be exported.");
        float[] mean = ToArray(normalisation.running_mean), variance = ToArray(normalisation.running_var);
        float[]? gamma = normalisation.weight is null ? null : ToArray(normalisation.weight);
        float[]? beta = normalisation.bias is null ? null : ToArray(normalisation.bias);
        var scale = new double[mean.Length];
        var shift = new double[mean.Length];
        for (int c = 0; c < mean.Length; c++)
        {
            scale[c] = (gamma?[c] ?? 1) / Math.Sqrt(variance[c] + normalisation.eps);
            shift[c] = (beta?[c] ?? 0) - mean[c] * scale[c];
        }

        return (scale, shift);
    }

    /// <summary>Torch keeps one number where height and width agree.</summary>
    private static long[] Pair(long[] sizes) => sizes.Length == 1 ? [sizes[0], sizes[0]] : sizes;
}
