using System.Numerics.Tensors;

namespace DrumAI.Lab.Audit;

/// <summary>
/// Multinomial logistic regression by AdamW on small batches: cheap enough to be fitted many times, and honest about what it does not know.
/// </summary>
/// <remarks>Loss: mean cross-entropy, each sound weighted by its class's size to the power -0.5.</remarks>
internal sealed class SoftmaxRegression
{
    private const int BatchSize = 64;
    private const float Beta1 = 0.9f, Beta2 = 0.999f;

    private readonly float[][] weights;
    private readonly float[] bias;

    private SoftmaxRegression(int classes, int inputs)
    {
        weights = [.. Enumerable.Range(0, classes).Select(_ => new float[inputs])];
        bias = new float[classes];
    }

    /// <summary>Fits the classifier.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="training">Indices of the rows to learn from.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">Seed of the order of rows.</param>
    /// <param name="epochs">Passes over the rows.</param>
    /// <param name="decay">Weight decay of AdamW (Loshchilov and Hutter, ICLR 2019).</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static SoftmaxRegression Fit(
        float[][] rows, IReadOnlyList<int> labels, IReadOnlyList<int> training, int classes, int seed, int epochs = 12, float decay = 0.3f, CancellationToken cancellation = default)
    {
        var model = new SoftmaxRegression(classes, rows[0].Length);
        var sizes = new int[classes];
        foreach (int i in training) sizes[labels[i]]++;
        float[] importance = [.. sizes.Select(n => n == 0 ? 0 : 1 / MathF.Sqrt(n))];
        float scale = training.Count / training.Sum(i => importance[labels[i]]);
        var adam = new AdamW(model, decay);
        var random = new Random(seed);
        int[] order = [.. training];
        int steps = epochs * ((order.Length + BatchSize - 1) / BatchSize), step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            for (int start = 0; start < order.Length; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                var batch = order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
                foreach (int i in batch) adam.Add(rows[i], labels[i], scale * importance[labels[i]] / batch.Length);
                adam.Step(2e-3f * 0.5f * (1 + MathF.Cos(MathF.PI * step++ / steps)));
            }
        }

        return model;
    }

    /// <summary>Class probabilities of a row.</summary>
    public float[] Predict(float[] row)
    {
        var logits = new float[bias.Length];
        for (int c = 0; c < logits.Length; c++) logits[c] = TensorPrimitives.Dot<float>(weights[c], row) + bias[c];
        TensorPrimitives.SoftMax(logits, logits);
        return logits;
    }

    /// <summary>Gradients of a batch, and the steps along them.</summary>
    private sealed class AdamW(SoftmaxRegression model, float decay)
    {
        private readonly float[][] gradient = Like(model), first = Like(model), second = Like(model);
        private readonly float[] biasGradient = new float[model.bias.Length], biasFirst = new float[model.bias.Length], biasSecond = new float[model.bias.Length];
        private readonly float[] scratch = new float[model.weights[0].Length];
        private int steps;

        public void Add(float[] row, int label, float importance)
        {
            var error = model.Predict(row);
            error[label] -= 1;
            for (int c = 0; c < error.Length; c++)
            {
                TensorPrimitives.MultiplyAdd(row, error[c] * importance, gradient[c], gradient[c]);
                biasGradient[c] += error[c] * importance;
            }
        }

        public void Step(float rate)
        {
            steps++;
            float correction = MathF.Sqrt(1 - MathF.Pow(Beta2, steps)) / (1 - MathF.Pow(Beta1, steps));
            for (int c = 0; c < gradient.Length; c++) Move(model.weights[c], gradient[c], first[c], second[c], scratch, rate * correction, 1 - rate * decay);
            Move(model.bias, biasGradient, biasFirst, biasSecond, new float[model.bias.Length], rate * correction, 1);
        }

        private static void Move(float[] values, float[] gradient, float[] first, float[] second, float[] scratch, float rate, float keep)
        {
            TensorPrimitives.Multiply(first, Beta1, first);
            TensorPrimitives.MultiplyAdd(gradient, 1 - Beta1, first, first);
            TensorPrimitives.Multiply(second, Beta2, second);
            TensorPrimitives.Multiply(gradient, gradient, scratch);
            TensorPrimitives.MultiplyAdd(scratch, 1 - Beta2, second, second);
            TensorPrimitives.Sqrt(second, scratch);
            TensorPrimitives.Add(scratch, 1e-8f, scratch);
            TensorPrimitives.Divide(first, scratch, scratch);
            TensorPrimitives.Multiply(values, keep, values);
            TensorPrimitives.MultiplyAdd(scratch, -rate, values, values);
            Array.Clear(gradient);
        }

        private static float[][] Like(SoftmaxRegression model) => [.. model.weights.Select(w => new float[w.Length])];
    }
}
