using BenchmarkDotNet.Attributes;
using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Taxonomy;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Benchmarks;

/// <summary>The shipped network alone, and all of the classifier: front end, network, one-shot or loop.</summary>
[MemoryDiagnoser]
public class NetworkBenchmark : IDisposable
{
    private readonly RunOptions runOptions = new();
    private readonly float[] input = new float[FrontEnd.Length];
    private readonly float[] sound = ShortFiles.Sound(2).Samples;
    private DrumClassifier classifier = null!;
    private InferenceSession session = null!;
    private OrtValue[] inputs = [];
    private OrtValue[] outputs = [];

    [GlobalSetup]
    public void Setup()
    {
        classifier = DrumClassifier.Load(DrumClassifier.DefaultModelDirectory);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new InferenceSession(Path.Combine(DrumClassifier.DefaultModelDirectory, ModelCard.NetworkFileName), options);
        new FrontEnd().Compute(sound, 44100, input);
        inputs = [OrtValue.CreateTensorValueFromMemory(input, [1, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount])];
        int[] sizes = [DrumTaxonomy.Default.Classes.Count, DrumTaxonomy.Default.Subclasses.Count, classifier.Card.EmbeddingSize, NetworkContract.MapDimensions];
        outputs = [.. sizes.Select(size => OrtValue.CreateTensorValueFromMemory(new float[size], [1, size]))];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var value in inputs.Concat(outputs)) value.Dispose();
        session.Dispose();
        runOptions.Dispose();
        classifier.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Network() => session.Run(runOptions, NetworkContract.InputNames, inputs, NetworkContract.OutputNames, outputs);

    [Benchmark]
    public Prediction Classify() => classifier.Classify(sound, 44100);
}
