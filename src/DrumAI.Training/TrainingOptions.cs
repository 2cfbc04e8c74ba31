using System.Globalization;
using System.Text.Json;

namespace DrumAI.Training;

/// <summary>Everything that decides what a training run gives; written into the model card.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Passes over as many sounds as the training set has.</summary>
    public int Epochs { get; init; } = 32;

    /// <summary>Sounds in a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Highest learning rate of the one cycle (Smith and Topin 2019): up for a twentieth of the steps, then a half cosine down.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Weight decay of AdamW, on convolutions and matrices alone.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>Networks of the ensemble; they differ in their seeds and share the 128 numbers of the embedding.</summary>
    public int Members { get; init; } = 3;

    /// <summary>Channels of the network's first full stage.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Residual blocks in each stage.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Share of pooled features dropped.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Share of sounds that are mixed with another (Zhang et al., ICLR 2018).</summary>
    public double MixupShare { get; init; } = 0.5;

    /// <summary>Parameter of the beta distribution that mixing shares are drawn from.</summary>
    public double MixupAlpha { get; init; } = 0.4;

    /// <summary>Probability that goes to all classes alike.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the sub-class loss against the class loss.</summary>
    public double SubclassWeight { get; init; } = 0.8;

    /// <summary>Weight of agreeing with the teacher from the embedding.</summary>
    public double TeacherWeight { get; init; } = 1;

    /// <summary>Weight of agreeing with the teacher from all pooled features.</summary>
    public double TrunkTeacherWeight { get; init; } = 6;

    /// <summary>Weight of agreeing, on wild pictures, with the classes that heads on the teacher hear in them.</summary>
    public double TeacherHeadWeight { get; init; } = 1;

    /// <summary>Such heads, whose opinions are averaged; they differ in their seeds.</summary>
    public int TeacherHeads { get; init; } = 3;

    /// <summary>Power to which a class's size counts in sampling: 1 as it is, 0 all classes alike.</summary>
    public double ClassPower { get; init; } = 0.6;

    /// <summary>Power to which a library's share of a class counts in sampling.</summary>
    public double GroupPower { get; init; } = 0.5;

    /// <summary>Memory of the averaged weights, in steps, which are what is kept in the end.</summary>
    public double AverageSteps { get; init; } = 400;

    /// <summary>Augmented variants of each sound, the sound itself included.</summary>
    public int Variants { get; init; } = 24;

    /// <summary>Those of the variants that turn a plain snare stroke into a flam.</summary>
    public int FlamVariants { get; init; } = 2;

    /// <summary>Further variants of each sound, which only the teacher has a say on.</summary>
    public int WildVariants { get; init; } = 8;

    /// <summary>Such pictures in a step, beside those of <see cref="BatchSize"/>.</summary>
    public int WildBatchSize { get; init; } = 32;

    /// <summary>Epochs without a better validation loss after which training stops; 0 never.</summary>
    public int Patience { get; init; }

    /// <summary>Steps in which the map is trained, on the finished networks.</summary>
    public int MapSteps { get; init; } = 4000;

    /// <summary>These options with some changed.</summary>
    /// <param name="changes">Each <c>name=number</c>, names as the model card writes them, in whatever case.</param>
    /// <exception cref="FormatException">No such option, or no such number.</exception>
    public TrainingOptions With(IEnumerable<string> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var record = JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web)!.AsObject();
        foreach (string change in changes)
        {
            string[] parts = change.Split('=', 2);
            string name = record.FirstOrDefault(p => p.Key.Equals(parts[0], StringComparison.OrdinalIgnoreCase)).Key
                ?? throw new FormatException($"There is no option {parts[0]}; there are {string.Join(", ", record.Select(p => p.Key))}.");
            if (parts.Length < 2 || !double.TryParse(parts[1], CultureInfo.InvariantCulture, out double value)) throw new FormatException($"{change}: {name} is a number.");
            record[name] = value == Math.Round(value) ? (long)value : value;
        }

        try
        {
            return record.Deserialize<TrainingOptions>(JsonSerializerOptions.Web)!;
        }
        catch (JsonException error)
        {
            throw new FormatException($"{error.Path?.TrimStart('$', '.')} is a whole number.", error);
        }
    }
}
