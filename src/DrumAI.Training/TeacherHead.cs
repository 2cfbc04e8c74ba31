using DrumAI.Taxonomy;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// Says of the teacher's description of a sound what class it is: learnt from the training sounds, it can name wild pictures too, to which nobody gave a label.
/// </summary>
internal sealed class TeacherHead : nn.Module<Tensor, Tensor>
{
    private const int HiddenLength = 256, BatchSize = 256, StepCount = 1200;
    private const double LearningRate = 1e-3, WeightDecay = 0.05, DropoutRate = 0.4;

    private readonly Linear hidden, classes;
    private readonly Dropout dropout = nn.Dropout(DropoutRate);

    private TeacherHead(int descriptionLength, int classCount)
        : base(nameof(TeacherHead))
    {
        hidden = nn.Linear(descriptionLength, HiddenLength);
        classes = nn.Linear(HiddenLength, classCount);
        RegisterComponents();
    }

    /// <param name="description">[N, teacher's numbers], standardised.</param>
    /// <returns>[N, classes] logits.</returns>
    public override Tensor forward(Tensor description) => classes.forward(dropout.forward(nn.functional.relu(hidden.forward(description))));

    /// <summary>Learns from the labelled variants of some sounds. The same options give the same head.</summary>
    public static TeacherHead Train(LabelledSet set, SpectrogramBank bank, IReadOnlyList<int> training, DrumTaxonomy taxonomy, TrainingOptions options, Device device)
    {
        random.manual_seed(options.Seed);
        var choices = new Random(options.Seed);
        var draw = new SoundDraw(set, training, options);
        var head = new TeacherHead(bank.DescriptionLength, taxonomy.Classes.Count).to(device);
        using var optimizer = new AdamW(head, WeightDecay);
        var rows = new float[BatchSize * bank.DescriptionLength];
        var labels = new long[BatchSize];
        for (int step = 0; step < StepCount; step++)
        {
            using var scope = NewDisposeScope();
            Array.Clear(rows);
            for (int row = 0; row < BatchSize; row++)
            {
                int sound = draw.Next(choices);
                bank.AddDescription(sound, choices.Next(bank.VariantCount), 1, rows.AsSpan(row * bank.DescriptionLength, bank.DescriptionLength));
                labels[row] = set.Sounds[sound].Class;
            }

            var logits = head.forward(tensor(rows, [BatchSize, bank.DescriptionLength]).to(device));
            var loss = nn.functional.cross_entropy(logits, tensor(labels).to(device), label_smoothing: options.LabelSmoothing);
            head.zero_grad();
            loss.backward();
            optimizer.Step(LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / StepCount)));
        }

        head.eval();
        return head;
    }
}
