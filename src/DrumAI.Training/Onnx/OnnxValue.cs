namespace DrumAI.Training.Onnx;

/// <summary>A tensor within an <see cref="OnnxGraph"/>: an input, a constant or what an operation answers.</summary>
/// <param name="Name">Its name in the model file, unique in the graph.</param>
public readonly record struct OnnxValue(string Name);
