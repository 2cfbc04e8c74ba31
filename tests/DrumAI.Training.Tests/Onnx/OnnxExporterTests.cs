using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Mapping;
using DrumAI.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace DrumAI.Training.Tests.Onnx;

/// <summary>The exported network is the trained network.</summary>
[Collection(TorchRandomness.Collection)]
public sealed class OnnxExporterTests : IDisposable
{
    private const double Tolerance = 1e-4;
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;
    private static readonly LogitCalibration Hot = new(
        1.7, 0.3, [.. Enumerable.Range(0, 28).Select(i => 0.1 * (i - 13.5))], [.. Enumerable.Range(0, 16).Select(i => 0.5 + (0.1 * Drums.ClassOfSubclass[i]))],
        [.. Enumerable.Range(0, 16).Select(i => 0.2 * (i % 5))]);

    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(WeightPrecision.Full, 1)]
    [InlineData(WeightPrecision.Half, 1)]
    [InlineData(WeightPrecision.Half, 2)]
    [InlineData(WeightPrecision.Half, 3)]
    public void AnswersWhatTheTrainedNetworksAnswer(WeightPrecision precision, int members)
    {
        var nets = SomeNets(members, depth: 2);
        using var map = SomeMap();
        OnnxExporter.Export(nets, map, path, Drums, Hot, precision);
        if (precision == WeightPrecision.Half)
            foreach (var module in nets.Cast<nn.Module>().Append(map)) HalfPrecision.Round(module);
        foreach (int batch in new[] { 1, 32 })
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var pictures = rand([batch, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount], generator: new Generator(3));
            var outputs = nets.Select(net => net.forward(pictures)).ToArray();
            // TorchSharp frees a scalar that nobody holds while native code still reads it; a tensor is safe.
            var classes = (stack(outputs.Select(o => o.ClassLogits)).mean([0]) / tensor(Hot.Temperature, ScalarType.Float32) + tensor(Hot.Bias.Select(b => (float)b).ToArray())).softmax(1);
            var subclassLogits = stack(outputs.Select(o => o.SubclassLogits)).mean([0]);
            var answers = Run(pictures);
            AssertClose(classes, answers.Classes);
            var embedding = nn.functional.normalize(cat([.. outputs.Select(o => o.Embedding)], 1), dim: 1);
            AssertClose(embedding, answers.Embedding);
            AssertClose(map.forward(embedding), answers.Map);
            var shares = new List<Tensor>();
            for (int c = 0; c < Drums.Classes.Count; c++)
            {
                long[] kinds = [.. Drums.SubclassesOf(c).Select(k => (long)k)];
                if (kinds.Length == 0) continue;
                var logits = subclassLogits.index_select(1, tensor(kinds)) / tensor(Hot.SubclassTemperature[(int)kinds[0]], ScalarType.Float32)
                    + tensor(kinds.Select(k => (float)Hot.SubclassBias[(int)k]).ToArray());
                shares.Add(logits.softmax(1) * classes.narrow(1, c, 1));
            }

            AssertClose(cat(shares, 1), answers.Subclasses);
        }

        foreach (var net in nets) net.Dispose();
    }

    [Fact]
    public void ProbabilitiesOfSubclassesSumToTheirClass()
    {
        using var net = SomeNets(members: 1, depth: 1)[0];
        OnnxExporter.Export([net], SomeMap(), path, Drums, Hot);
        var answers = Run(rand([1, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount]));
        Assert.Equal(1, answers.Classes.Sum(), 1e-5);
        for (int c = 0; c < Drums.Classes.Count; c++)
        {
            int[] kinds = [.. Drums.SubclassesOf(c)];
            if (kinds.Length > 0) Assert.Equal(answers.Classes[c], kinds.Sum(k => answers.Subclasses[k]), 1e-5);
        }
    }

    [Fact]
    public void EnsembleOfDefaultSizeFitsInEightMegabytes()
    {
        var options = new TrainingOptions();
        DrumNet[] nets = [.. Enumerable.Range(1, options.Members).Select(member => new DrumNet(
            options.Width, Drums.Classes.Count, Drums.Subclasses.Count, 0, 0, options.Depth, DrumNet.EmbeddingLengthOf(member, options.Members)))];
        OnnxExporter.Export(nets, SomeMap(), path, Drums, LogitCalibration.None(Drums));
        Assert.InRange(new FileInfo(path).Length, 1, 8_000_000);
        foreach (var net in nets) net.Dispose();
    }

    [Fact]
    public void FileStatesFrontEndAndTaxonomy()
    {
        using var net = SomeNets(members: 1, depth: 1)[0];
        OnnxExporter.Export([net], SomeMap(), path, Drums, Hot, metadata: new Dictionary<string, string> { ["name"] = "test" });
        using var session = new InferenceSession(path);
        Assert.Equal(FrontEnd.Version, session.ModelMetadata.CustomMetadataMap["frontEnd"]);
        Assert.Equal(Drums.Version, session.ModelMetadata.CustomMetadataMap["taxonomy"]);
        Assert.Equal("test", session.ModelMetadata.CustomMetadataMap["name"]);
    }

    [Fact]
    public void ClassifierRunsTheExportedModel()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var net = SomeNets(members: 1, depth: 1)[0];
            string network = Path.Combine(folder, ModelCard.NetworkFileName);
            OnnxExporter.Export([net], SomeMap(), network, Drums, Hot);
            new ModelCard
            {
                Name = "test",
                Version = "1",
                FrontEnd = FrontEnd.Version,
                Taxonomy = Drums.Version,
                InputShape = [FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount],
                EmbeddingSize = DrumNet.EmbeddingLength,
                Files = new Dictionary<string, string> { [ModelCard.NetworkFileName] = ModelCard.HashOf(network) },
            }.Write(folder);
            using var classifier = DrumClassifier.Load(folder);
            var noise = new Random(2);
            float[] sound = [.. Enumerable.Range(0, 22050).Select(_ => noise.NextSingle() - 0.5f)];
            var prediction = classifier.Classify(sound, 44100);
            Assert.Equal(1, prediction.ClassProbabilities.Sum(), 1e-5);
            Assert.Equal(1, prediction.Embedding.Sum(x => x * x), 1e-4);

            float[] pictures = new float[FrontEnd.Length];
            new FrontEnd().Compute(sound, 44100, pictures);
            using var frozen = no_grad();
            HalfPrecision.Round(net);
            AssertClose(net.forward(tensor(pictures, [1, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount])).Embedding, [.. prediction.Embedding]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Networks whose every number matters: nothing is left at the neutral value of a new layer.</summary>
    private static DrumNet[] SomeNets(int members, int depth)
    {
        random.manual_seed(11);
        using var frozen = no_grad();
        return [.. Enumerable.Range(1, members).Select(member =>
        {
            int length = DrumNet.EmbeddingLengthOf(member, members);
            var net = new DrumNet(16, Drums.Classes.Count, Drums.Subclasses.Count, teacherLength: 0, dropoutRate: 0.3, depth, length);
            foreach (var (name, parameter) in net.named_parameters())
                if (name.Contains("Norm") || name.EndsWith("Bias", StringComparison.Ordinal)) parameter.uniform_(0.3, 1.2);
            foreach (var (name, buffer) in net.named_buffers())
            {
                if (name.EndsWith("running_mean", StringComparison.Ordinal)) buffer.uniform_(-0.5, 0.5);
                if (name.EndsWith("running_var", StringComparison.Ordinal)) buffer.uniform_(0.5, 2);
            }

            net.eval();
            return net;
        })];
    }

    private static MapHead SomeMap()
    {
        random.manual_seed(5);
        return new MapHead();
    }

    private (float[] Classes, float[] Subclasses, float[] Embedding, float[] Map) Run(Tensor pictures)
    {
        using var session = new InferenceSession(path);
        using var input = OrtValue.CreateTensorValueFromMemory(pictures.data<float>().ToArray(), pictures.shape);
        using var answers = session.Run(
            new RunOptions(), [NetworkContract.Input], [input],
            [NetworkContract.ClassProbabilities, NetworkContract.SubclassProbabilities, NetworkContract.Embedding, NetworkContract.Map]);
        return (Row(answers[0]), Row(answers[1]), Row(answers[2]), Row(answers[3]));

        static float[] Row(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();
    }

    private static void AssertClose(Tensor expected, float[] actual)
    {
        float[] wanted = expected.contiguous().data<float>().ToArray();
        Assert.Equal(wanted.Length, actual.Length);
        for (int i = 0; i < wanted.Length; i++) Assert.InRange(actual[i] - wanted[i], -Tolerance, Tolerance);
    }
}
