using DrumAI.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training.Tests.Onnx;

/// <summary>Each operation, written to a file and run by ONNX Runtime, answers what Torch answers, for one sound and for many.</summary>
[Collection(TorchRandomness.Collection)]
public sealed class OnnxGraphTests
{
    private const double Tolerance = 1e-5;
    private static readonly long[] Shape = [4, 10, 12];

    private static readonly Conv2d Plain = nn.Conv2d(4, 6, (3L, 5L), stride: (2L, 1L), padding: (1L, 2L), dilation: (1L, 1L));
    private static readonly Conv2d Dilated = nn.Conv2d(4, 6, 3, padding: 2, dilation: 2, bias: false);
    private static readonly Conv2d Depthwise = nn.Conv2d(4, 8, 3, padding: 1, groups: 4, bias: false);
    private static readonly BatchNorm2d NormOf6 = Trained(nn.BatchNorm2d(6));
    private static readonly BatchNorm2d NormOf4 = Trained(nn.BatchNorm2d(4));
    private static readonly BatchNorm1d NormOf480 = Trained(nn.BatchNorm1d(480));
    private static readonly Linear WithBias = nn.Linear(480, 7);
    private static readonly Linear WithoutBias = nn.Linear(480, 7, hasBias: false);
    private static readonly float[] Grid = [.. Enumerable.Range(0, 480).Select(i => MathF.Sin(i) + 1.5f)];

    private static readonly Dictionary<string, (Func<OnnxGraph, OnnxValue, OnnxValue> Onnx, Func<Tensor, Tensor> Torch)> Operations = new()
    {
        ["Conv"] = ((g, x) => g.Conv(x, Plain), x => Plain.forward(x)),
        ["ConvDilated"] = ((g, x) => g.Conv(x, Dilated), x => Dilated.forward(x)),
        ["ConvDepthwise"] = ((g, x) => g.Conv(x, Depthwise), x => Depthwise.forward(x)),
        ["ConvNorm"] = ((g, x) => g.Conv(x, Plain, NormOf6), x => NormOf6.forward(Plain.forward(x))),
        ["ConvNormNoBias"] = ((g, x) => g.Conv(x, Dilated, NormOf6), x => NormOf6.forward(Dilated.forward(x))),
        ["BatchNorm2d"] = ((g, x) => g.BatchNorm(x, NormOf4), x => NormOf4.forward(x)),
        ["BatchNorm1d"] = ((g, x) => g.BatchNorm(g.Flatten(x), NormOf480), x => NormOf480.forward(x.flatten(1))),
        ["Linear"] = ((g, x) => g.Linear(g.Flatten(x), WithBias), x => WithBias.forward(x.flatten(1))),
        ["LinearNoBias"] = ((g, x) => g.Linear(g.Flatten(x), WithoutBias), x => WithoutBias.forward(x.flatten(1))),
        ["Relu"] = ((g, x) => g.Relu(x), x => x.relu()),
        ["Sigmoid"] = ((g, x) => g.Sigmoid(x), x => x.sigmoid()),
        ["Silu"] = ((g, x) => g.Silu(x), x => nn.functional.silu(x)),
        ["HardSigmoid"] = ((g, x) => g.HardSigmoid(x), x => nn.functional.hardsigmoid(x)),
        ["HardSwish"] = ((g, x) => g.HardSwish(x), x => nn.functional.hardswish(x)),
        ["Clip"] = ((g, x) => g.Clip(x, -0.5f, 1), x => x.maximum(tensor(-0.5f)).minimum(tensor(1f))),
        ["Softmax"] = ((g, x) => g.Softmax(x, 1), x => x.softmax(1)),
        ["Add"] = ((g, x) => g.Add(x, g.ReduceMean(x, [2, 3], true)), x => x + x.mean([2, 3], true)),
        ["Subtract"] = ((g, x) => g.Subtract(x, g.ReduceMean(x, [1], true)), x => x - x.mean([1], true)),
        ["Multiply"] = ((g, x) => g.Multiply(x, g.Constant(Grid, Shape)), x => x * tensor(Grid, Shape)),
        ["Divide"] = ((g, x) => g.Divide(x, g.Constant(Grid, Shape)), x => x / tensor(Grid, Shape)),
        ["Sqrt"] = ((g, x) => g.Sqrt(g.ReduceSumSquare(x, [-1])), x => x.square().sum(-1).sqrt()),
        ["MatMul"] = ((g, x) => g.MatMul(x, g.Constant(Grid, 12, 40)), x => x.matmul(tensor(Grid, [12, 40]))),
        ["Concat"] = ((g, x) => g.Concat(1, x, g.Relu(x)), x => cat([x, x.relu()], 1)),
        ["ReduceMean"] = ((g, x) => g.ReduceMean(x, [2, 3]), x => x.mean([2, 3])),
        ["ReduceMax"] = ((g, x) => g.ReduceMax(x, [-1], true), x => x.amax([-1], true)),
        ["ReduceSum"] = ((g, x) => g.ReduceSum(x, [1, 2]), x => x.sum([1, 2])),
        ["Normalize"] = ((g, x) => g.Normalize(g.Flatten(x), 1), x => nn.functional.normalize(x.flatten(1), dim: 1)),
        ["NormalizeZero"] = ((g, x) => g.Normalize(g.Subtract(x, x), 1), x => nn.functional.normalize(x - x, dim: 1)),
        ["NormalizeTiny"] = ((g, x) => g.Normalize(g.Multiply(x, g.Constant([1e-13f])), 1), x => nn.functional.normalize(x * tensor(1e-13f), dim: 1)),
        ["GlobalAveragePool"] = ((g, x) => g.GlobalAveragePool(x), x => nn.functional.adaptive_avg_pool2d(x, 1)),
        ["MaxPool"] = ((g, x) => g.MaxPool(x, (3, 2), (2, 2), (1, 0)), x => nn.functional.max_pool2d(x, [3, 2], [2, 2], [1, 0])),
        ["MaxPoolNoStride"] = ((g, x) => g.MaxPool(x, (2, 3)), x => nn.functional.max_pool2d(x, [2, 3])),
        ["AveragePool"] = ((g, x) => g.AveragePool(x, (3, 3), (2, 1), (1, 1)), x => nn.functional.avg_pool2d(x, [3, 3], [2, 1], [1, 1])),
        ["Reshape"] = ((g, x) => g.Reshape(x, 0, -1, 6), x => x.reshape(x.shape[0], -1, 6)),
        ["Transpose"] = ((g, x) => g.Transpose(x, 0, 2, 3, 1), x => x.permute(0, 2, 3, 1)),
        ["Gather"] = ((g, x) => g.Gather(x, 2, 9, 0, 3), x => x.index_select(2, tensor(new long[] { 9, 0, 3 }))),
        ["Slice"] = ((g, x) => g.Slice(x, 3, 2, -1), x => x.slice(3, 2, 11, 1)),
        ["SliceToEnd"] = ((g, x) => g.Slice(x, 1, 1, long.MaxValue), x => x.slice(1, 1, 4, 1)),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnswersWhatTorchAnswers(string operation) => Compare(Operations[operation], WeightPrecision.Full);

    [Theory]
    [InlineData("Conv")]
    [InlineData("ConvNorm")]
    [InlineData("ConvNormNoBias")]
    [InlineData("Linear")]
    public void HalfWeightsAnswerWhatTorchAnswersWithRoundedWeights(string operation)
    {
        // Rounding is idempotent, so that the order of tests does not matter to those in single precision either: they compare like with like.
        foreach (nn.Module module in new nn.Module[] { Plain, Dilated, WithBias }) HalfPrecision.Round(module);
        Compare(Operations[operation], WeightPrecision.Half);
    }

    [Fact]
    public void HalfWeightsTakeHalfTheSpace()
    {
        using var linear = nn.Linear(512, 512);
        long single = Size(WeightPrecision.Full), half = Size(WeightPrecision.Half);
        Assert.InRange((double)half / single, 0.5, 0.51);

        long Size(WeightPrecision precision)
        {
            var graph = new OnnxGraph("size", precision);
            graph.Output(graph.Linear(graph.Input("x", 512), linear), "y", 512);
            return Write(graph).Length;
        }
    }

    [Fact]
    public void RoundingLeavesBiasesAlone()
    {
        using var linear = nn.Linear(3, 2);
        float[] bias = linear.bias!.data<float>().ToArray();
        HalfPrecision.Round(linear);
        Assert.Equal(bias, linear.bias!.data<float>().ToArray());
        Assert.All(linear.weight!.data<float>().ToArray(), w => Assert.Equal((float)(Half)w, w));
    }

    [Fact]
    public void MetadataIsReadBack()
    {
        var graph = new OnnxGraph("metadata");
        graph.Output(graph.Relu(graph.Input("x", 2)), "y", 2);
        graph.Metadata["taxonomy"] = "7";
        using var session = new InferenceSession(Write(graph));
        Assert.Equal("7", session.ModelMetadata.CustomMetadataMap["taxonomy"]);
        Assert.Equal("metadata", session.ModelMetadata.GraphName);
    }

    [Fact]
    public void ConstantsMustFillTheirShape() =>
        Assert.Throws<ArgumentException>(() => new OnnxGraph("constant").Constant([1f, 2f, 3f], 2, 2));

    [Fact]
    public void PaddingByNameIsRefused()
    {
        using var same = nn.Conv2d(1, 1, 3, padding: TorchSharp.Padding.Same);
        var graph = new OnnxGraph("same");
        var input = graph.Input("x", 1, 4, 4);
        Assert.Throws<NotSupportedException>(() => graph.Conv(input, same));
    }

    [Fact]
    public void NetworksWithoutOutputAreNotWritten()
    {
        var graph = new OnnxGraph("nothing");
        graph.Input("x", 1);
        Assert.Throws<InvalidOperationException>(() => graph.Write(Path.GetTempFileName()));
    }

    private static void Compare((Func<OnnxGraph, OnnxValue, OnnxValue> Onnx, Func<Tensor, Tensor> Torch) operation, WeightPrecision precision)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (nn.Module module in new nn.Module[] { NormOf6, NormOf4, NormOf480 }) module.eval();
        var one = operation.Torch(zeros([1, .. Shape]));
        var graph = new OnnxGraph("test", precision);
        graph.Output(operation.Onnx(graph, graph.Input("frontend", Shape)), "answer", one.shape.AsSpan(1));
        using var session = new InferenceSession(Write(graph));
        foreach (int batch in new[] { 1, 32 })
        {
            var x = randn([batch, .. Shape], generator: new Generator(7));
            using var input = OrtValue.CreateTensorValueFromMemory(x.data<float>().ToArray(), x.shape);
            using var answers = session.Run(new RunOptions(), ["frontend"], [input], ["answer"]);
            var expected = operation.Torch(x).contiguous();
            Assert.Equal(expected.shape, answers[0].GetTensorTypeAndShape().Shape);
            float[] actual = answers[0].GetTensorDataAsSpan<float>().ToArray();
            float[] wanted = expected.data<float>().ToArray();
            double scale = Math.Max(1, wanted.Max(Math.Abs));
            for (int i = 0; i < wanted.Length; i++) Assert.InRange(actual[i] - wanted[i], -Tolerance * scale, Tolerance * scale);
        }
    }

    private static byte[] Write(OnnxGraph graph)
    {
        string path = Path.GetTempFileName();
        try
        {
            graph.Write(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Statistics and weights that are not the neutral ones of a new layer.</summary>
    private static T Trained<T>(T norm) where T : BatchNorm
    {
        using var frozen = no_grad();
        norm.running_mean!.uniform_(-1, 1);
        norm.running_var!.uniform_(0.2, 3);
        norm.weight!.uniform_(-2, 2);
        norm.bias!.uniform_(-1, 1);
        norm.eval();
        return norm;
    }
}
