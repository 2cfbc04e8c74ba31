using DrumAI.Training.Onnx;
using DrumAI.Training.Weights;

namespace DrumAI.Training.Pretrained;

/// <summary>
/// YAMNet (Plakal and Ellis, Google; MobileNet v1, Howard et al. 2017): from a log-mel patch of 96 frames and 64 bands to 521 scores of AudioSet and an embedding of 1,024 numbers.
/// </summary>
/// <remarks>Input <c>logmel</c> [N, 96, 64]; outputs <c>scores</c> [N, 521] and <c>embedding</c> [N, 1024].</remarks>
internal static class YamNet
{
    private const int FrameCount = 96, BandCount = 64, ScoreCount = 521;
    private const double Epsilon = 1e-4;

    /// <summary>Channels and stride of each layer; the first is a full convolution, the others are depthwise and pointwise.</summary>
    private static readonly (int Channels, int Stride)[] Layers =
    [
        (32, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    /// <summary>Builds the network from the weights that Keras saved.</summary>
    /// <exception cref="InvalidDataException">They are of another network.</exception>
    public static OnnxGraph Build(IReadOnlyDictionary<string, WeightTensor> file)
    {
        var weights = new NamedWeights(ByVariable(file));
        var graph = new OnnxGraph("yamnet");
        var x = graph.Reshape(graph.Input("logmel", FrameCount, BandCount), -1, 1, FrameCount, BandCount);
        int channels = 1, height = FrameCount, width = BandCount;
        for (int i = 0; i < Layers.Length; i++)
        {
            var (next, stride) = Layers[i];
            string layer = $"layer{i + 1}";
            var padding = Same(height, width, stride);
            if (i == 0)
            {
                // Keras keeps kernels as height, width, in, out.
                x = Normalised(graph, weights, x, $"{layer}/conv", weights.Take($"{layer}/conv/kernel", 3, 3, channels, next).Transpose(3, 2, 0, 1), stride, padding, groups: 1);
            }
            else
            {
                var depthwise = weights.Take($"{layer}/depthwise_conv/depthwise_kernel", 3, 3, channels, 1).Transpose(2, 3, 0, 1);
                x = Normalised(graph, weights, x, $"{layer}/depthwise_conv", depthwise, stride, padding, channels);
                var pointwise = weights.Take($"{layer}/pointwise_conv/kernel", 1, 1, channels, next).Transpose(3, 2, 0, 1);
                x = Normalised(graph, weights, x, $"{layer}/pointwise_conv", pointwise, 1, default, groups: 1);
            }

            (channels, height, width) = (next, (height + stride - 1) / stride, (width + stride - 1) / stride);
        }

        var embedding = graph.ReduceMean(x, [2, 3]);
        var scores = graph.Sigmoid(graph.Linear(
            embedding, weights.Take("dense/kernel", channels, ScoreCount).Transpose(1, 0), weights.Take("dense/bias", ScoreCount).Values));
        graph.Output(scores, "scores", ScoreCount);
        graph.Output(embedding, "embedding", channels);
        return graph;
    }

    private static OnnxValue Normalised(
        OnnxGraph graph, NamedWeights weights, OnnxValue x, string name, WeightTensor kernel, int stride, (int, int, int, int) padding, int groups)
    {
        int channels = kernel.Shape[0];
        float[] Statistic(string which) => weights.Take($"{name}/bn/{which}", channels).Values;
        var (folded, bias) = NamedWeights.Fold(kernel, gamma: null, Statistic("beta"), Statistic("moving_mean"), Statistic("moving_variance"), Epsilon);
        return graph.Relu(graph.Conv(x, folded, bias, stride, padding, groups));
    }

    /// <summary>TensorFlow's "same" for a kernel of 3: as much as is needed, an odd zero below and to the right.</summary>
    private static (int Top, int Left, int Bottom, int Right) Same(int height, int width, int stride)
    {
        int Needed(int size) => Math.Max((((size + stride - 1) / stride) - 1) * stride + 3 - size, 0);
        int vertical = Needed(height), horizontal = Needed(width);
        return (vertical / 2, horizontal / 2, vertical - (vertical / 2), horizontal - (horizontal / 2));
    }

    /// <summary>
    /// Names as the layers have them. Keras writes <c>LAYER/LAYER/VARIABLE:0</c>: the layer's group, and in it the variable with its whole name. The classifier's layer is called
    /// <c>dense</c> in one version and <c>logits</c> in another, or has a number.
    /// </summary>
    private static Dictionary<string, WeightTensor> ByVariable(IReadOnlyDictionary<string, WeightTensor> file)
    {
        var weights = new Dictionary<string, WeightTensor>();
        foreach (var (path, tensor) in file)
        {
            string name = path.EndsWith(":0", StringComparison.Ordinal) ? path[..^2] : path;
            int half = name.IndexOf("/layer", 1, StringComparison.Ordinal);
            if (half >= 0 && name.StartsWith("layer", StringComparison.Ordinal)) name = name[(half + 1)..];
            else if (!name.StartsWith("layer", StringComparison.Ordinal)) name = "dense/" + name[(name.LastIndexOf('/') + 1)..];
            weights[name] = tensor;
        }

        return weights;
    }
}
