using DrumAI.Features;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DrumAI.Classification;

/// <summary>What hearing one sound needs, kept from sound to sound: memory for its amplitudes, the front end's scratch, the network's input and outputs.</summary>
internal sealed class InferenceWorkspace : IDisposable
{
    /// <summary>Memory for longer sounds (24 s at 44.1 kHz) is not kept.</summary>
    private const int MaxLengthKept = 1 << 20;

    private readonly FrontEnd frontEnd = new();
    private readonly AlignedBuffer input = new(FrontEnd.Length);
    private readonly AlignedBuffer classes;
    private readonly AlignedBuffer subclasses;
    private readonly AlignedBuffer embedding;
    private readonly AlignedBuffer map = new(NetworkContract.MapDimensions);
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;
    private AlignedBuffer mono = new(1 << 16);

    /// <param name="classCount">Class probabilities of a sound.</param>
    /// <param name="subclassCount">Sub-class probabilities of a sound.</param>
    /// <param name="embeddingSize">Numbers in an embedding.</param>
    public InferenceWorkspace(int classCount, int subclassCount, int embeddingSize)
    {
        classes = new AlignedBuffer(classCount);
        subclasses = new AlignedBuffer(subclassCount);
        embedding = new AlignedBuffer(embeddingSize);
        inputs = [Wrap(input, 1, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount)];
        outputs = [Wrap(classes, 1, classCount), Wrap(subclasses, 1, subclassCount), Wrap(embedding, 1, embeddingSize), Wrap(map, 1, NetworkContract.MapDimensions)];
    }

    /// <summary>The last run's class probabilities.</summary>
    public ReadOnlySpan<float> ClassProbabilities => classes.Span;

    /// <summary>The last run's sub-class probabilities.</summary>
    public ReadOnlySpan<float> SubclassProbabilities => subclasses.Span;

    /// <summary>The last run's embedding.</summary>
    public ReadOnlySpan<float> Embedding => embedding.Span;

    /// <summary>The last run's position on the map.</summary>
    public MapPosition Map => new(map.Span[0], map.Span[1]);

    /// <summary>Memory for the amplitudes of a sound; valid until the next call.</summary>
    public Span<float> TakeMono(int length)
    {
        if (length > mono.Length) Resize(length);
        else if (mono.Length > MaxLengthKept && length <= MaxLengthKept) Resize(MaxLengthKept);
        return mono.Span[..length];
    }

    /// <summary>Runs front end and network.</summary>
    public void Run(InferenceSession session, RunOptions options, ReadOnlySpan<float> mono, int sampleRate)
    {
        frontEnd.Compute(mono, sampleRate, input.Span);
        session.Run(options, NetworkContract.InputNames, inputs, NetworkContract.OutputNames, outputs);
    }

    public void Dispose()
    {
        foreach (var value in inputs) value.Dispose();
        foreach (var value in outputs) value.Dispose();
        mono.Dispose();
        input.Dispose();
        classes.Dispose();
        subclasses.Dispose();
        embedding.Dispose();
        map.Dispose();
    }

    private static OrtValue Wrap(AlignedBuffer buffer, params long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, buffer.Address, (long)buffer.Length * sizeof(float));

    private void Resize(int length)
    {
        mono.Dispose();
        mono = new AlignedBuffer(length);
    }
}
