using DrumAI.Features;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Classification;

/// <summary>What one run of the network needs, kept from sound to sound: the front end's scratch memory, and pinned input and outputs.</summary>
internal sealed class InferenceWorkspace : IDisposable
{
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;

    /// <param name="classCount">Class probabilities of a sound.</param>
    /// <param name="subclassCount">Sub-class probabilities of a sound.</param>
    /// <param name="embeddingSize">Numbers in an embedding.</param>
    public InferenceWorkspace(int classCount, int subclassCount, int embeddingSize)
    {
        ClassProbabilities = new float[classCount];
        SubclassProbabilities = new float[subclassCount];
        Embedding = new float[embeddingSize];
        inputs = [Pin(Input, 1, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount)];
        outputs = [Pin(ClassProbabilities, 1, classCount), Pin(SubclassProbabilities, 1, subclassCount), Pin(Embedding, 1, embeddingSize)];
    }

    public FrontEnd FrontEnd { get; } = new();

    public float[] Input { get; } = new float[FrontEnd.Length];

    public float[] ClassProbabilities { get; }

    public float[] SubclassProbabilities { get; }

    public float[] Embedding { get; }

    /// <summary>Runs the network from <see cref="Input"/> into the three outputs.</summary>
    public void Run(InferenceSession session, RunOptions options) =>
        session.Run(options, NetworkContract.InputNames, inputs, NetworkContract.OutputNames, outputs);

    public void Dispose()
    {
        foreach (var value in inputs) value.Dispose();
        foreach (var value in outputs) value.Dispose();
    }

    private static OrtValue Pin(float[] memory, params long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(memory, shape);
}
