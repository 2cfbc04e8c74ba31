using System.Numerics.Tensors;
using DrumAI.Features;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Lab.Store;

/// <summary>
/// Embeddings of networks that read a log-mel patch of 96 frames and 64 bands of the first second: YAMNet (1024 numbers) and VGGish (128). The ONNX file has one input
/// of that size, of any rank, and an output <c>embedding</c>, or one output alone.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PatchEmbedder : IDisposable
{
    private readonly FeatureExtractor extractor = new();
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly bool vggish;
    private readonly string input, output;
    private readonly long[] shape;

    public PatchEmbedder(string file, bool vggish)
    {
        this.vggish = vggish;
        session = new InferenceSession(file, new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });
        input = session.InputNames.Single();
        output = session.OutputNames.Contains("embedding") ? "embedding" : session.OutputNames.Single();
        shape = Array.ConvertAll(session.InputMetadata[input].Dimensions, d => (long)Math.Max(1, d));
    }

    /// <summary>The embedding of a sound's first second, at full level.</summary>
    public float[] Embed(ReadOnlySpan<float> mono, int sampleRate)
    {
        var scaled = mono.ToArray();
        float peak = Math.Abs(TensorPrimitives.MaxMagnitude<float>(scaled));
        if (peak > 0) TensorPrimitives.Divide(scaled, peak, scaled);
        var features = extractor.Extract(new Audio.Pcm(scaled, 1, sampleRate), FeatureSet.LogMel);
        var patch = Array.ConvertAll((vggish ? features.LogMelVggish : features.LogMelYamnet)!, x => (float)x);
        using var value = OrtValue.CreateTensorValueFromMemory(patch, shape);
        using var results = session.Run(runOptions, [input], [value], [output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        session.Dispose();
        runOptions.Dispose();
    }
}
