using System.Runtime.InteropServices;
using DrumAI.Training.Onnx;
using DrumAI.Training.Weights;

namespace DrumAI.Training.Tests.Weights;

/// <summary>The weights in an ONNX file, by the names that it gives them.</summary>
internal static class OnnxWeights
{
    public static Dictionary<string, WeightTensor> Read(string path)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        return model.Graph.Initializer.Where(t => t.DataType == (int)TensorProto.Types.DataType.Float).ToDictionary(
            t => t.Name, t => new WeightTensor([.. t.Dims.Select(d => (int)d)], MemoryMarshal.Cast<byte, float>(t.RawData.Span).ToArray()));
    }
}
