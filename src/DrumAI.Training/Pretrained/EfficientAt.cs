using DrumAI.Training.Onnx;
using DrumAI.Training.Weights;

namespace DrumAI.Training.Pretrained;

/// <summary>
/// EfficientAT's mn networks (Schmid, Koutini and Widmer, ICASSP 2023; MobileNetV3, Howard et al. 2019): from a log-mel picture of 128 bands to 527 scores of AudioSet and an embedding, of
/// 384 numbers at width 0.4.
/// </summary>
/// <remarks>Input <c>logmel</c> [N, 1, 128, T]; outputs <c>scores</c> [N, 527] and <c>embedding</c> [N, length]. Widths are taken from the weights.</remarks>
internal static class EfficientAt
{
    private const int BandCount = 128, ScoreCount = 527;
    private const double Epsilon = 1e-3;

    /// <summary>Kernel, squeeze and excitation, hard swish rather than ReLU, stride of each inverted residual block.</summary>
    private static readonly (int Kernel, bool Squeezes, bool HardSwish, int Stride)[] Blocks =
    [
        (3, false, false, 1), (3, false, false, 2), (3, false, false, 1), (5, true, false, 2), (5, true, false, 1), (5, true, false, 1), (3, false, true, 2), (3, false, true, 1),
        (3, false, true, 1), (3, false, true, 1), (3, true, true, 1), (3, true, true, 1), (5, true, true, 2), (5, true, true, 1), (5, true, true, 1),
    ];

    /// <summary>Builds the network from a published state dictionary.</summary>
    /// <exception cref="InvalidDataException">It is of another network.</exception>
    public static OnnxGraph Build(IReadOnlyDictionary<string, WeightTensor> file)
    {
        var weights = new NamedWeights(file);
        var graph = new OnnxGraph("efficientat");
        var x = graph.HardSwish(Convolve(graph, weights, graph.Input("logmel", 1, BandCount, OnnxGraph.AnyLength), "features.0", 3, 2, grouped: false));
        for (int i = 0; i < Blocks.Length; i++) x = Block(graph, weights, x, i);
        x = graph.HardSwish(Convolve(graph, weights, x, $"features.{Blocks.Length + 1}", 1, 1, grouped: false));
        var embedding = graph.ReduceMean(x, [2, 3]);
        var hidden = weights.Take("classifier.2.weight", -1, -1);
        var y = graph.HardSwish(graph.Linear(embedding, hidden, weights.Take("classifier.2.bias", hidden.Shape[0]).Values));
        var scores = graph.Sigmoid(graph.Linear(y, weights.Take("classifier.5.weight", ScoreCount, hidden.Shape[0]), weights.Take("classifier.5.bias", ScoreCount).Values));
        graph.Output(scores, "scores", ScoreCount);
        graph.Output(embedding, "embedding", hidden.Shape[1]);
        return graph;
    }

    /// <summary>Expand, look at each channel by itself, weigh the channels, project; and the input on top where nothing changed its shape.</summary>
    private static OnnxValue Block(OnnxGraph graph, NamedWeights weights, OnnxValue input, int index)
    {
        var (kernel, squeezes, hardSwish, stride) = Blocks[index];
        string name = $"features.{index + 1}.block";
        int part = 0;
        var x = input;
        // The first block has nothing to expand: it begins with the depthwise convolution.
        int parts = 2 + (squeezes ? 1 : 0) + (weights.Has($"{name}.{(squeezes ? 3 : 2)}.0.weight") ? 1 : 0);
        if (parts == (squeezes ? 4 : 3)) x = Activate(Convolve(graph, weights, x, $"{name}.{part++}", 1, 1, grouped: false));
        x = Activate(Convolve(graph, weights, x, $"{name}.{part++}", kernel, stride, grouped: true));
        if (squeezes) x = Excite(graph, weights, x, $"{name}.{part++}.conc_se_layers.0");
        x = Convolve(graph, weights, x, $"{name}.{part}", 1, 1, grouped: false);
        bool staysTheSame = stride == 1 && ChannelsInto(weights, name) == weights.Take($"{name}.{part}.0.weight", -1, -1, 1, 1).Shape[0];
        return staysTheSame ? graph.Add(x, input) : x;

        OnnxValue Activate(OnnxValue value) => hardSwish ? graph.HardSwish(value) : graph.Relu(value);
    }

    /// <summary>Channels that a block is given: the first convolution takes them all, or is depthwise and gives as many.</summary>
    private static int ChannelsInto(NamedWeights weights, string block)
    {
        int[] shape = weights.Take($"{block}.0.0.weight", -1, -1, -1, -1).Shape;
        return shape[1] == 1 ? shape[0] : shape[1];
    }

    private static OnnxValue Excite(OnnxGraph graph, NamedWeights weights, OnnxValue x, string name)
    {
        var squeeze = weights.Take($"{name}.fc1.weight", -1, -1);
        var excite = weights.Take($"{name}.fc2.weight", squeeze.Shape[1], squeeze.Shape[0]);
        var share = graph.Relu(graph.Linear(graph.ReduceMean(x, [2, 3]), squeeze, weights.Take($"{name}.fc1.bias", squeeze.Shape[0]).Values));
        share = graph.Sigmoid(graph.Linear(share, excite, weights.Take($"{name}.fc2.bias", excite.Shape[0]).Values));
        return graph.Multiply(x, graph.Reshape(share, 0, 0, 1, 1));
    }

    /// <summary>A convolution without a bias, and the batch normalisation behind it.</summary>
    private static OnnxValue Convolve(OnnxGraph graph, NamedWeights weights, OnnxValue x, string name, int size, int stride, bool grouped)
    {
        var kernel = weights.Take($"{name}.0.weight", -1, grouped ? 1 : -1, size, size);
        int channels = kernel.Shape[0], padding = (size - 1) / 2;
        float[] Statistic(string which) => weights.Take($"{name}.1.{which}", channels).Values;
        var (folded, bias) = NamedWeights.Fold(kernel, Statistic("weight"), Statistic("bias"), Statistic("running_mean"), Statistic("running_var"), Epsilon);
        return graph.Conv(x, folded, bias, stride, (padding, padding, padding, padding), grouped ? channels : 1);
    }
}
