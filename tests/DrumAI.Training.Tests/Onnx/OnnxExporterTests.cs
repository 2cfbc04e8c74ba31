using DrumAI.Features;
using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace DrumAI.Training.Tests.Onnx;

/// <summary>The exported network is the trained network.</summary>
public sealed class OnnxExporterTests : IDisposable
{
    private const double Tolerance = 1e-4;
    private static readonly DrumTaxonomy Taxonomy = DrumTaxonomy.Default;
    private static readonly Temperatures Hot = new(1.7, [.. Enumerable.Range(0, 16).Select(i => 0.5 + (0.1 * Taxonomy.ClassOfSubclass[i]))]);

    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(WeightPrecision.Full)]
    [InlineData(WeightPrecision.Half)]
    public void AnswersWhatTheTrainedNetworkAnswers(WeightPrecision precision)
    {
        using var net = SomeNet(width: 16, depth: 2);
        OnnxExporter.Export(net, path, Taxonomy, Hot, precision);
        if (precision == WeightPrecision.Half) HalfPrecision.Round(net);
        foreach (int batch in new[] { 1, 32 })
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var pictures = rand([batch, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount], generator: new Generator(3));
            var output = net.forward(pictures);
            var classes = (output.ClassLogits / Hot.Class).softmax(1);
            var answers = Run(pictures);
            AssertClose(classes, answers.Classes);
            AssertClose(output.Embedding, answers.Embedding);
            var shares = new List<Tensor>();
            for (int c = 0; c < Taxonomy.Classes.Count; c++)
            {
                long[] kinds = [.. Taxonomy.SubclassesOf(c).Select(k => (long)k)];
                if (kinds.Length == 0) continue;
                shares.Add((output.SubclassLogits.index_select(1, tensor(kinds)) / Hot.Subclass[(int)kinds[0]]).softmax(1) * classes.narrow(1, c, 1));
            }

            AssertClose(cat(shares, 1), answers.Subclasses);
        }
    }

    [Fact]
    public void ProbabilitiesOfSubclassesSumToTheirClass()
    {
        using var net = SomeNet(width: 16, depth: 1);
        OnnxExporter.Export(net, path, Taxonomy, Hot);
        var answers = Run(rand([1, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount]));
        Assert.Equal(1, answers.Classes.Sum(), 1e-5);
        for (int c = 0; c < Taxonomy.Classes.Count; c++)
        {
            int[] kinds = [.. Taxonomy.SubclassesOf(c)];
            if (kinds.Length > 0) Assert.Equal(answers.Classes[c], kinds.Sum(k => answers.Subclasses[k]), 1e-5);
        }
    }

    [Fact]
    public void NetworkOfDefaultSizeFitsInEightMegabytes()
    {
        var options = new TrainingOptions();
        using var net = new DrumNet(options.Width, Taxonomy.Classes.Count, Taxonomy.Subclasses.Count, 0, 0, options.Depth);
        OnnxExporter.Export(net, path, Taxonomy, Temperatures.None(Taxonomy));
        Assert.InRange(new FileInfo(path).Length, 1, 8_000_000);
    }

    [Fact]
    public void FileStatesFrontEndAndTaxonomy()
    {
        using var net = SomeNet(width: 16, depth: 1);
        OnnxExporter.Export(net, path, Taxonomy, Hot, metadata: new Dictionary<string, string> { ["name"] = "test" });
        using var session = new InferenceSession(path);
        Assert.Equal(FrontEnd.Version, session.ModelMetadata.CustomMetadataMap["frontEnd"]);
        Assert.Equal(Taxonomy.Version, session.ModelMetadata.CustomMetadataMap["taxonomy"]);
        Assert.Equal("test", session.ModelMetadata.CustomMetadataMap["name"]);
    }

    /// <summary>A network whose every number matters: nothing is left at the neutral value of a new layer.</summary>
    private static DrumNet SomeNet(int width, int depth)
    {
        random.manual_seed(11);
        using var frozen = no_grad();
        var net = new DrumNet(width, Taxonomy.Classes.Count, Taxonomy.Subclasses.Count, teacherLength: 0, dropoutRate: 0.3, depth);
        foreach (var (name, parameter) in net.named_parameters())
            if (name.Contains("Norm") || name.EndsWith("Bias", StringComparison.Ordinal)) parameter.uniform_(0.3, 1.2);
        foreach (var (name, buffer) in net.named_buffers())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) buffer.uniform_(-0.5, 0.5);
            if (name.EndsWith("running_var", StringComparison.Ordinal)) buffer.uniform_(0.5, 2);
        }

        net.eval();
        return net;
    }

    private (float[] Classes, float[] Subclasses, float[] Embedding) Run(Tensor pictures)
    {
        using var session = new InferenceSession(path);
        using var input = OrtValue.CreateTensorValueFromMemory(pictures.data<float>().ToArray(), pictures.shape);
        using var answers = session.Run(
            new RunOptions(), [OnnxExporter.InputName], [input],
            [OnnxExporter.ClassProbabilitiesName, OnnxExporter.SubclassProbabilitiesName, OnnxExporter.EmbeddingName]);
        return (Row(answers[0]), Row(answers[1]), Row(answers[2]));

        static float[] Row(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();
    }

    private static void AssertClose(Tensor expected, float[] actual)
    {
        float[] wanted = expected.contiguous().data<float>().ToArray();
        Assert.Equal(wanted.Length, actual.Length);
        for (int i = 0; i < wanted.Length; i++) Assert.InRange(actual[i] - wanted[i], -Tolerance, Tolerance);
    }
}
