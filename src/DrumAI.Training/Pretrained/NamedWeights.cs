using DrumAI.Training.Weights;

namespace DrumAI.Training.Pretrained;

/// <summary>Weights by name, each with the shape that the architecture asks for, or a clear error.</summary>
/// <param name="tensors">What the file held.</param>
internal sealed class NamedWeights(IReadOnlyDictionary<string, WeightTensor> tensors)
{
    /// <summary>A tensor of a shape; a dimension of -1 may be anything.</summary>
    /// <exception cref="InvalidDataException">There is no such tensor, or it has another shape.</exception>
    public WeightTensor Take(string name, params ReadOnlySpan<int> shape)
    {
        if (!tensors.TryGetValue(name, out var tensor)) throw new InvalidDataException($"The file lacks {name}: it holds another network.");
        bool fits = tensor.Shape.Length == shape.Length;
        for (int d = 0; fits && d < shape.Length; d++) fits = shape[d] < 0 || shape[d] == tensor.Shape[d];
        if (!fits) throw new InvalidDataException($"{name} has the shape [{string.Join(", ", tensor.Shape)}], not [{string.Join(", ", shape.ToArray())}]: the file holds another network.");
        return tensor;
    }

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => tensors.ContainsKey(name);

    /// <summary>
    /// Folds batch normalisation, from running statistics, into the convolution before it: kernel times s and bias beta - s mean, with s = gamma / sqrt(variance + epsilon).
    /// </summary>
    /// <param name="kernel">[channels out, ...].</param>
    /// <param name="gamma">Null for 1.</param>
    /// <param name="beta">A number a channel.</param>
    /// <param name="mean">A number a channel.</param>
    /// <param name="variance">A number a channel.</param>
    /// <param name="epsilon">What keeps the root from 0.</param>
    public static (WeightTensor Kernel, float[] Bias) Fold(WeightTensor kernel, float[]? gamma, float[] beta, float[] mean, float[] variance, double epsilon)
    {
        int size = kernel.Values.Length / beta.Length;
        var values = new float[kernel.Values.Length];
        var bias = new float[beta.Length];
        for (int c = 0; c < beta.Length; c++)
        {
            double scale = (gamma?[c] ?? 1) / Math.Sqrt(variance[c] + epsilon);
            bias[c] = (float)(beta[c] - (scale * mean[c]));
            for (int i = c * size; i < (c + 1) * size; i++) values[i] = (float)(kernel.Values[i] * scale);
        }

        return (kernel with { Values = values }, bias);
    }
}
