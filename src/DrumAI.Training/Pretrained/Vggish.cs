using DrumAI.Training.Onnx;
using DrumAI.Training.Weights;

namespace DrumAI.Training.Pretrained;

/// <summary>
/// VGGish (Hershey et al., ICASSP 2017): from a log-mel patch of 96 frames and 64 bands to an embedding of 128 numbers, as it is before any principal components.
/// </summary>
/// <remarks>Input <c>logmel</c> [N, 96, 64]; output <c>embedding</c> [N, 128].</remarks>
internal static class Vggish
{
    private const int FrameCount = 96, BandCount = 64;

    /// <summary>Convolutions, and how many channels each gives; where a name ends a stage, the picture is halved.</summary>
    private static readonly (string Name, int Channels, bool EndsStage)[] Convolutions =
    [
        ("conv1", 64, true), ("conv2", 128, true), ("conv3/conv3_1", 256, false), ("conv3/conv3_2", 256, true), ("conv4/conv4_1", 512, false), ("conv4/conv4_2", 512, true),
    ];

    /// <summary>Builds the network from the published checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is of another network.</exception>
    public static OnnxGraph Build(IReadOnlyDictionary<string, WeightTensor> file)
    {
        var weights = new NamedWeights(file);
        var graph = new OnnxGraph("vggish");
        var x = graph.Reshape(graph.Input("logmel", FrameCount, BandCount), -1, 1, FrameCount, BandCount);
        int channels = 1;
        foreach (var (name, next, endsStage) in Convolutions)
        {
            // TensorFlow keeps kernels as height, width, in, out.
            var kernel = weights.Take($"vggish/{name}/weights", 3, 3, channels, next).Transpose(3, 2, 0, 1);
            x = graph.Relu(graph.Conv(x, kernel, weights.Take($"vggish/{name}/biases", next).Values, 1, (1, 1, 1, 1)));
            if (endsStage) x = graph.MaxPool(x, (2, 2));
            channels = next;
        }

        // It flattens time, band, channel; here channels come first.
        x = graph.Flatten(graph.Transpose(x, 0, 2, 3, 1));
        int length = channels * (FrameCount / 16) * (BandCount / 16);
        foreach (string name in new[] { "fc1/fc1_1", "fc1/fc1_2", "fc2" })
        {
            var matrix = weights.Take($"vggish/{name}/weights", length, -1);
            length = matrix.Shape[1];
            x = graph.Linear(x, matrix.Transpose(1, 0), weights.Take($"vggish/{name}/biases", length).Values);
            if (name != "fc2") x = graph.Relu(x);
        }

        graph.Output(x, "embedding", length);
        return graph;
    }
}
