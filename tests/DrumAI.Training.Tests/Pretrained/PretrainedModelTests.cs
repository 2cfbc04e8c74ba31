using System.Text.Json;
using DrumAI.Features;
using DrumAI.Tests;
using DrumAI.Training.Pretrained;
using DrumAI.Training.Tests.Weights;
using DrumAI.Training.Weights;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace DrumAI.Training.Tests.Pretrained;

/// <summary>
/// Converted networks compute what the originals do. The published weights are not at hand: files of the published formats are made from converted networks, or of seeded numbers.
/// </summary>
public sealed class PretrainedModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pretrained-").FullName;

    private string Network => Path.Combine(folder, "network.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void YamNetFromAKerasFileEqualsTheReference()
    {
        string original = SharedFolder.Require("models", "yamnet.onnx"), file = Path.Combine(folder, "yamnet.h5");
        WeightWriter.Keras(file, AsKeras(OnnxWeights.Read(original)));
        Model("yamnet").Convert(file, Network);

        using var reference = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("models", "reference_values.json")));
        foreach (string signal in new[] { "silence", "sine440", "kick", "snare" })
        {
            var expected = reference.RootElement.GetProperty("yamnet.onnx").GetProperty("values").GetProperty(signal);
            float[] patch = YamNetPatch(ReferenceSignal.Make(signal, 16000, 15600));
            var (scores, embedding) = Run(Network, patch, 1, 96, 64);
            int i = 0;
            foreach (var value in expected.GetProperty("embedding_first8").EnumerateArray()) Assert.Equal(value.GetDouble(), embedding[i++], 2e-3);
            Assert.Equal(expected.GetProperty("embedding_sum").GetDouble(), embedding.Sum(), 0.2);
            Assert.Equal(expected.GetProperty("score_sum").GetDouble(), scores!.Sum(), 2e-3);
            var best = expected.GetProperty("top5")[0];
            Assert.Equal(best.GetProperty("index").GetInt32(), Array.IndexOf(scores!, scores!.Max()));
            Assert.Equal(best.GetProperty("score").GetDouble(), scores!.Max(), 2e-3);
            var (originalScores, originalEmbedding) = Run(original, patch, 1, 96, 64);
            AssertClose(originalScores!, scores!);
            AssertClose(originalEmbedding, embedding);
        }
    }

    [Fact]
    public void EfficientAtFromAPyTorchFileEqualsTheNetworkItWasMadeFrom()
    {
        string original = SharedFolder.Require("models", "efficientat_mn04_as.onnx"), file = Path.Combine(folder, "mn04.pt");
        WeightWriter.PyTorch(file, AsStateDictionary(OnnxWeights.Read(original)));
        Model("mn04").Convert(file, Network);

        var random = new Random(1);
        foreach (int frames in new[] { 10, 101 })
        {
            float[] picture = [.. Enumerable.Range(0, 128 * frames).Select(_ => (2 * random.NextSingle()) - 1)];
            var (expectedScores, expectedEmbedding) = Run(original, picture, 1, 1, 128, frames);
            var (scores, embedding) = Run(Network, picture, 1, 1, 128, frames);
            AssertClose(expectedScores!, scores!);
            AssertClose(expectedEmbedding, embedding);
        }
    }

    [Theory]
    [InlineData("ckpt")]
    [InlineData("index")]
    public void VggishOfSeededWeightsEqualsAForwardPassOfItsOwn(string format)
    {
        // The two hidden layers are narrower than the published 4,096, which the weights themselves say.
        var weights = VggishWeights(hidden: 48);
        string file = Path.Combine(folder, "vggish." + format);
        if (format == "ckpt") WeightWriter.CheckpointV1(file, weights);
        else WeightWriter.CheckpointV2(file[..^".index".Length], weights);
        Model("vggish").Convert(file, Network);

        var random = new Random(2);
        float[] patches = [.. Enumerable.Range(0, 2 * 96 * 64).Select(_ => (4 * random.NextSingle()) - 4)];
        var (_, embedding) = Run(Network, patches, 2, 96, 64);
        using var scope = NewDisposeScope();
        AssertClose(VggishForward(weights, patches, 2), embedding);
    }

    [Fact]
    public void WeightsOfAnotherNetworkAreNamed()
    {
        string file = Path.Combine(folder, "other.pt");
        WeightWriter.PyTorch(file, new Dictionary<string, WeightTensor> { ["features.0.0.weight"] = new([8, 3, 7, 7], new float[8 * 3 * 49]) });
        var error = Assert.Throws<InvalidDataException>(() => Model("mn04").Convert(file, Network));
        Assert.Contains("features.0.0.weight has the shape [8, 3, 7, 7]", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Network));
    }

    [Theory]
    [InlineData("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true)]
    [InlineData("git-blob", "f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f", true)]
    [InlineData("git-blob", "f2ba8f84ab5c1bce84a7b441cb1959cfc7093b70", false)]
    public void ChecksumTellsTheFile(string kind, string value, bool fits)
    {
        // The published examples: SHA-256 of "abc" in FIPS 180, and the name that Git gives it.
        string file = Path.Combine(folder, "abc");
        File.WriteAllText(file, "abc");
        Assert.Equal(fits, new FileChecksum(kind, value).Fits(file));
    }

    private static PretrainedModel Model(string name) => PretrainedModel.Known.Single(m => m.Name == name);

    private static (float[]? Scores, float[] Embedding) Run(string network, float[] input, params long[] shape)
    {
        using var session = new InferenceSession(network);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        string[] outputs = [.. new[] { "scores", "embedding" }.Where(session.OutputMetadata.ContainsKey)];
        using var results = session.Run(new RunOptions(), ["logmel"], [value], outputs);
        float[][] rows = [.. results.Select(r => r.GetTensorDataAsSpan<float>().ToArray())];
        return (rows.Length == 2 ? rows[0] : null, rows[^1]);
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double tolerance = 1e-4 * Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++) Assert.InRange(actual[i] - expected[i], -tolerance, tolerance);
    }

    /// <summary>Kernels as height, width, in, out, and normalisation that does nothing but add the bias.</summary>
    private static Dictionary<string, WeightTensor> AsKeras(Dictionary<string, WeightTensor> network)
    {
        var weights = new Dictionary<string, WeightTensor>();
        foreach (string name in network.Keys.Where(n => n.EndsWith("/weight", StringComparison.Ordinal)).Select(n => n[..^"/weight".Length]))
        {
            var (weight, bias) = (network[name + "/weight"], network[name + "/bias"]);
            if (name == "logits")
            {
                var matrix = weight.Shape[0] == 521 ? weight.Transpose(1, 0) : weight;
                (weights["dense/dense/kernel:0"], weights["dense/dense/bias:0"]) = (matrix, bias);
                continue;
            }

            string layer = name.Replace("/depthwise", "/depthwise_conv", StringComparison.Ordinal).Replace("/pointwise", "/pointwise_conv", StringComparison.Ordinal);
            bool isDepthwise = name.EndsWith("/depthwise", StringComparison.Ordinal);
            weights[$"{layer}/{layer}/{(isDepthwise ? "depthwise_kernel" : "kernel")}:0"] = isDepthwise ? weight.Transpose(2, 3, 0, 1) : weight.Transpose(2, 3, 1, 0);
            int channels = bias.Values.Length;
            weights[$"{layer}/bn/{layer}/bn/beta:0"] = bias;
            weights[$"{layer}/bn/{layer}/bn/moving_mean:0"] = Filled(channels, 0);
            weights[$"{layer}/bn/{layer}/bn/moving_variance:0"] = Filled(channels, 1 - 1e-4f);
        }

        return weights;
    }

    /// <summary>Each convolution as a pair of convolution and normalisation, with statistics that matter.</summary>
    private static Dictionary<string, WeightTensor> AsStateDictionary(Dictionary<string, WeightTensor> network)
    {
        var weights = new Dictionary<string, WeightTensor>();
        foreach (var (name, tensor) in network)
        {
            if (name.StartsWith("classifier", StringComparison.Ordinal) || name.Contains(".fc", StringComparison.Ordinal))
            {
                // The linear layers of squeeze and excitation lie there as convolutions of size 1.
                weights[name] = tensor.Shape.Length == 4 ? tensor.Reshape(tensor.Shape[0], tensor.Shape[1]) : tensor;
                continue;
            }

            string part = name[..name.LastIndexOf('.')];
            int channels = network[part + ".bias"].Values.Length;
            // gamma 2 and variance 4 - epsilon cancel; a mean of 0.5 is made up for by the bias.
            if (name.EndsWith(".weight", StringComparison.Ordinal)) weights[$"{part}.0.weight"] = tensor;
            else weights[$"{part}.1.bias"] = tensor with { Values = [.. tensor.Values.Select(b => b + 0.5f)] };
            weights[$"{part}.1.weight"] = Filled(channels, 2);
            weights[$"{part}.1.running_mean"] = Filled(channels, 0.5f);
            weights[$"{part}.1.running_var"] = Filled(channels, 4 - 1e-3f);
        }

        return weights;
    }

    private static Dictionary<string, WeightTensor> VggishWeights(int hidden)
    {
        var random = new Random(4);
        var weights = new Dictionary<string, WeightTensor>();
        foreach (var (name, shape) in new (string, int[])[]
        {
            ("conv1", [3, 3, 1, 64]), ("conv2", [3, 3, 64, 128]), ("conv3/conv3_1", [3, 3, 128, 256]), ("conv3/conv3_2", [3, 3, 256, 256]), ("conv4/conv4_1", [3, 3, 256, 512]),
            ("conv4/conv4_2", [3, 3, 512, 512]), ("fc1/fc1_1", [12288, hidden]), ("fc1/fc1_2", [hidden, hidden]), ("fc2", [hidden, 128]),
        })
        {
            double scale = Math.Sqrt(6.0 / shape[..^1].Aggregate(1, (a, b) => a * b));
            weights[$"vggish/{name}/weights"] = new WeightTensor(shape, Numbers(WeightTensor.CountOf(shape), scale));
            weights[$"vggish/{name}/biases"] = new WeightTensor([shape[^1]], Numbers(shape[^1], 0.1));
        }

        return weights;

        float[] Numbers(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
    }

    /// <summary>The network of the paper, written down with Torch's layers.</summary>
    private static float[] VggishForward(Dictionary<string, WeightTensor> weights, float[] patches, int count)
    {
        Tensor Of(string name) => tensor(weights[name].Values, [.. weights[name].Shape.Select(d => (long)d)]);
        var x = tensor(patches, [count, 1, 96, 64]);
        foreach (string name in new[] { "conv1", "conv2", "conv3/conv3_1", "conv3/conv3_2", "conv4/conv4_1", "conv4/conv4_2" })
        {
            x = nn.functional.conv2d(x, Of($"vggish/{name}/weights").permute(3, 2, 0, 1), Of($"vggish/{name}/biases"), padding: [1, 1]).relu();
            if (!name.EndsWith("_1", StringComparison.Ordinal)) x = nn.functional.max_pool2d(x, 2);
        }

        x = x.permute(0, 2, 3, 1).reshape(count, -1);
        x = (x.matmul(Of("vggish/fc1/fc1_1/weights")) + Of("vggish/fc1/fc1_1/biases")).relu();
        x = (x.matmul(Of("vggish/fc1/fc1_2/weights")) + Of("vggish/fc1/fc1_2/biases")).relu();
        x = x.matmul(Of("vggish/fc2/weights")) + Of("vggish/fc2/biases");
        return x.contiguous().data<float>().ToArray();
    }

    private static WeightTensor Filled(int count, float value) => new([count], [.. Enumerable.Repeat(value, count)]);

    private static float[] YamNetPatch(float[] sound)
    {
        var second = new float[16000];
        sound.CopyTo(second, 0);
        var descriptors = new SpectralDescriptors();
        descriptors.Analyze(second, FeatureSet.LogMel);
        return [.. descriptors.LogMelYamnet.ToArray().Select(v => (float)v)];
    }
}
