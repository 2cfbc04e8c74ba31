using DrumAI.Taxonomy;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// Says of the teacher's description of a sound what class and sub-class it is: learnt from the training sounds, it can name wild pictures too, to which nobody gave a label.
/// </summary>
internal sealed class TeacherHead : nn.Module<Tensor, (Tensor Classes, Tensor Subclasses)>
{
    private const int HiddenLength = 256, BatchSize = 256, StepCount = 1200;
    private const double LearningRate = 1e-3, WeightDecay = 0.05, DropoutRate = 0.4;

    private readonly Linear hidden, classes, subclasses;
    private readonly Dropout dropout = nn.Dropout(DropoutRate);

    private TeacherHead(int descriptionLength, int classCount, int subclassCount)
        : base(nameof(TeacherHead))
    {
        hidden = nn.Linear(descriptionLength, HiddenLength);
        classes = nn.Linear(HiddenLength, classCount);
        subclasses = nn.Linear(HiddenLength, subclassCount);
        RegisterComponents();
    }

    /// <param name="description">[N, teacher's numbers], standardised.</param>
    /// <returns>Logits: [N, classes] and [N, sub-classes].</returns>
    public override (Tensor Classes, Tensor Subclasses) forward(Tensor description)
    {
        var x = dropout.forward(nn.functional.relu(hidden.forward(description)));
        return (classes.forward(x), subclasses.forward(x));
    }

    /// <summary>Learns from the labelled variants of some sounds. The same options give the same head.</summary>
    public static TeacherHead Train(
        LabelledSet set, SpectrogramBank bank, IReadOnlyList<int> training, DrumTaxonomy taxonomy, TrainingOptions options, Device device, int steps = StepCount)
    {
        int length = bank.DescriptionLength, kinds = taxonomy.Subclasses.Count;
        random.manual_seed(options.Seed);
        var choices = new Random(options.Seed);
        var draw = new SoundDraw(set, training, options);
        var head = new TeacherHead(length, taxonomy.Classes.Count, kinds).to(device);
        using var optimizer = new AdamW(head, WeightDecay);
        var targets = new SubclassTargets(set, training, taxonomy, options);
        using Scalar subclassWeight = options.SubclassWeight;
        var rows = new float[BatchSize * length];
        var labels = new long[BatchSize];
        var sublabels = new float[BatchSize * kinds];
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            Array.Clear(rows);
            Array.Clear(sublabels);
            for (int row = 0; row < BatchSize; row++)
            {
                int sound = draw.Next(choices), variant = choices.Next(bank.VariantCount);
                bank.AddDescription(sound, variant, 1, rows.AsSpan(row * length, length));
                labels[row] = set.Sounds[sound].Class;
                targets.Add(sound, variant, 1, sublabels.AsSpan(row * kinds, kinds));
            }

            var heard = head.forward(tensor(rows, [BatchSize, length]).to(device));
            var loss = nn.functional.cross_entropy(heard.Classes, tensor(labels).to(device), label_smoothing: options.LabelSmoothing);
            var within = DrumLoss.SubclassLogProbabilities(heard.Subclasses, taxonomy);
            loss = loss.Minus((tensor(sublabels, [BatchSize, kinds]).to(device) * within).sum(1).mean() * subclassWeight);
            head.zero_grad();
            loss.backward();
            optimizer.Step(LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
        }

        head.eval();
        return head;
    }
}
