using DrumAI.Taxonomy;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training.Heads;

/// <summary>
/// A small network on features of a sound: a hidden layer, and from it classes, and sub-classes within their classes. Whole training rows are held in memory.
/// </summary>
public sealed class FeatureHead : nn.Module<Tensor, (Tensor Classes, Tensor Subclasses)>
{
    private readonly Linear hidden, classes, subclasses;
    private readonly Dropout dropout;

    private FeatureHead(int inputLength, DrumTaxonomy taxonomy, HeadOptions options)
        : base(nameof(FeatureHead))
    {
        hidden = nn.Linear(inputLength, options.HiddenLength);
        classes = nn.Linear(options.HiddenLength, taxonomy.Classes.Count);
        subclasses = nn.Linear(options.HiddenLength, taxonomy.Subclasses.Count);
        dropout = nn.Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <summary>Weights of the head.</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    /// <summary>Logits [N, classes] and [N, sub-classes] of rows [N, inputs].</summary>
    public override (Tensor Classes, Tensor Subclasses) forward(Tensor rows)
    {
        var x = dropout.forward(nn.functional.relu(hidden.forward(rows)));
        return (classes.forward(x), subclasses.forward(x));
    }

    /// <summary>Trains a head. The same rows and options give the same head.</summary>
    /// <param name="rows">Standardised features.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="sublabels">Sub-class of each row, or -1: then it has no say about sub-classes.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="options">Size, learning rate, seed.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static FeatureHead Train(
        IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, IReadOnlyList<int> sublabels, DrumTaxonomy taxonomy, HeadOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(sublabels);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(options);
        random.manual_seed(options.Seed);
        var head = new FeatureHead(rows[0].Length, taxonomy, options);
        using var optimizer = new AdamW(head, options.WeightDecay);
        using var all = tensor(rows.SelectMany(r => r).ToArray(), [rows.Count, rows[0].Length]);
        using var classTargets = tensor(labels.Select(l => (long)l).ToArray());
        using var subclassTargets = tensor(OneHot(sublabels, taxonomy.Subclasses.Count), [rows.Count, taxonomy.Subclasses.Count]);
        using var importance = tensor(Importance(labels, taxonomy.Classes.Count, options.ClassPower));
        int steps = Math.Max(1, rows.Count / options.BatchSize), total = steps * options.Epochs;
        head.train();
        for (int step = 0; step < total;)
        {
            using var order = randperm(rows.Count);
            for (int i = 0; i < steps; i++, step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var picked = order.narrow(0, (long)i * options.BatchSize, Math.Min(options.BatchSize, rows.Count));
                var loss = head.Loss(all.index_select(0, picked), classTargets.index_select(0, picked), subclassTargets.index_select(0, picked), importance, taxonomy, options);
                head.zero_grad();
                loss.backward();
                optimizer.Step(options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / total)));
            }
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

    private static IEnumerable<float[]> Rows(Tensor matrix) => matrix.contiguous().data<float>().ToArray().Chunk((int)matrix.shape[1]);

    private Tensor Loss(Tensor rows, Tensor targets, Tensor subtargets, Tensor importance, DrumTaxonomy taxonomy, HeadOptions options)
    {
        var (classLogits, subclassLogits) = forward(rows);
        var loss = nn.functional.cross_entropy(classLogits, targets, importance, label_smoothing: options.LabelSmoothing);
        if (options.SubclassWeight == 0) return loss;
        using Scalar weight = options.SubclassWeight;
        return loss.Minus((subtargets * DrumLoss.SubclassLogProbabilities(subclassLogits, taxonomy)).sum(1).mean() * weight);
    }

    private static float[] OneHot(IReadOnlyList<int> labels, int count)
    {
        var rows = new float[labels.Count * count];
        for (int i = 0; i < labels.Count; i++)
            if (labels[i] >= 0) rows[(i * count) + labels[i]] = 1;
        return rows;
    }

    private static float[] Importance(IReadOnlyList<int> labels, int count, double power)
    {
        var sizes = new int[count];
        foreach (int label in labels) sizes[label]++;
        return [.. sizes.Select(n => n == 0 ? 0 : (float)Math.Pow(n, -power))];
    }
}
