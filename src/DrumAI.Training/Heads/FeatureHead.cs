using DrumAI.Taxonomy;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training.Heads;

/// <summary>
/// A small network on features of a sound: a hidden layer, and from it classes, and sub-classes within their classes.
/// </summary>
public sealed class FeatureHead : nn.Module<Tensor, (Tensor Classes, Tensor Subclasses)>
{
    private readonly Linear hidden;
    private readonly nn.Module<Tensor, Tensor> classes, subclasses;
    private readonly Dropout dropout;
    private readonly bool prototypes;

    private FeatureHead(int inputLength, DrumTaxonomy taxonomy, HeadOptions options)
        : base(nameof(FeatureHead))
    {
        prototypes = options.Prototypes;
        hidden = nn.Linear(inputLength, options.HiddenLength);
        classes = Output(taxonomy.Classes.Count);
        subclasses = Output(taxonomy.Subclasses.Count);
        dropout = nn.Dropout(options.Dropout);
        RegisterComponents();

        nn.Module<Tensor, Tensor> Output(int count) => options.Prototypes ? new CosineClassifier(options.HiddenLength, count) : nn.Linear(options.HiddenLength, count);
    }

    /// <summary>Weights of the head.</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    /// <summary>Logits [N, classes] and [N, sub-classes] of rows [N, inputs].</summary>
    public override (Tensor Classes, Tensor Subclasses) forward(Tensor rows)
    {
        var (_, classLogits, subclassLogits) = Answer(rows);
        return (classLogits, subclassLogits);
    }

    /// <summary>Trains a head. The same rows and options give the same head.</summary>
    /// <param name="rows">What to learn from.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="options">Size, learning rate, losses, seed.</param>
    /// <param name="epochDone">Told after each pass over the rows how many there were, and the head as it is; it does not learn meanwhile.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static FeatureHead Train(HeadRows rows, DrumTaxonomy taxonomy, HeadOptions options, Action<int, FeatureHead>? epochDone = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(options);
        random.manual_seed(options.Seed);
        var choices = new Random(options.Seed);
        var head = new FeatureHead(rows.Length, taxonomy, options);
        using var optimizer = new AdamW(head, options.WeightDecay);
        using var loss = new HeadLoss(rows.Labels, taxonomy, options);
        int size = Math.Min(options.BatchSize, rows.Count), steps = Math.Max(1, rows.Count / options.BatchSize), total = steps * options.Epochs;
        var batch = new HeadBatch(rows, size, options.MixupAlpha, choices);
        head.train();
        for (int step = 0; step < total;)
        {
            using var order = randperm(rows.Count);
            long[] places = order.data<long>().ToArray();
            for (int i = 0; i < steps; i++, step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                batch.Fill(places.AsSpan(i * size, size));
                var (hiddenLayer, classLogits, subclassLogits) = head.Answer(batch.Rows);
                var value = loss.Of(hiddenLayer, classLogits, subclassLogits, batch.Classes, batch.Subclasses);
                head.zero_grad();
                value.backward();
                optimizer.Step(options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / total)));
            }

            if (epochDone is null) continue;
            head.eval();
            epochDone(step / steps, head);
            head.train();
        }

        head.eval();
        return head;
    }

    /// <summary>Logits of rows, in their order.</summary>
    public IReadOnlyList<(float[] Classes, float[] Subclasses)> Predict(IReadOnlyList<float[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return [];
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (classLogits, subclassLogits) = forward(tensor(rows.SelectMany(r => r).ToArray(), [rows.Count, rows[0].Length]));
        return [.. Rows(classLogits).Zip(Rows(subclassLogits))];
    }

    private (Tensor Hidden, Tensor Classes, Tensor Subclasses) Answer(Tensor rows)
    {
        var x = dropout.forward(nn.functional.relu(hidden.forward(rows)));
        if (prototypes) x = nn.functional.normalize(x, dim: 1);
        return (x, classes.forward(x), subclasses.forward(x));
    }

    private static IEnumerable<float[]> Rows(Tensor matrix) => matrix.contiguous().data<float>().ToArray().Chunk((int)matrix.shape[1]);
}
