using DrumAI.Training.Onnx;
using DrumAI.Training.Weights;

namespace DrumAI.Training.Pretrained;

/// <summary>A network that others trained and published: where it is, under which licence, and how it becomes an ONNX file here.</summary>
public sealed record PretrainedModel
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>Where its authors publish the weights.</summary>
    public required Uri Address { get; init; }

    /// <summary>Under which terms.</summary>
    public required string Licence { get; init; }

    /// <summary>What the published file is known by; null where nobody published a checksum, which is then said.</summary>
    public FileChecksum? Checksum { get; init; }

    /// <summary>What has been tried of it, for people: a network whose weights were never at hand says so.</summary>
    public required string Tested { get; init; }

    /// <summary>Makes the graph from the file's tensors.</summary>
    public required Func<IReadOnlyDictionary<string, WeightTensor>, OnnxGraph> Build { get; init; }

    /// <summary>The networks that are known.</summary>
    public static IReadOnlyList<PretrainedModel> Known { get; } =
    [
        new()
        {
            Name = "yamnet",
            Title = "YAMNet, 521 classes, embedding of 1,024 numbers (Google)",
            Address = new Uri("https://storage.googleapis.com/audioset/yamnet.h5"),
            Licence = "Apache-2.0",
            Checksum = new FileChecksum("git-blob", "b504399ec042e18b74c0045b8ff8a42c99f05e76"),
            Tested = "on its format, rebuilt; never on the published file",
            Build = YamNet.Build,
        },
        new()
        {
            Name = "vggish",
            Title = "VGGish, embedding of 128 numbers (Google)",
            Address = new Uri("https://storage.googleapis.com/audioset/vggish_model.ckpt"),
            Licence = "Apache-2.0",
            Tested = "on its format, seeded weights; never on the published file",
            Build = Vggish.Build,
        },
        new()
        {
            Name = "mn04",
            Title = "EfficientAT mn04_as, 527 classes, embedding of 384 numbers",
            Address = new Uri("https://github.com/fschmid56/EfficientAT/releases/download/v0.0.1/mn04_as_mAP_432.pt"),
            Licence = "MIT",
            Checksum = new FileChecksum("sha256", "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c"),
            Tested = "on its format, rebuilt; never on the published file",
            Build = EfficientAt.Build,
        },
    ];

    /// <summary>Converts a published file to an ONNX file.</summary>
    /// <param name="weightsPath">The published file.</param>
    /// <param name="networkPath">The ONNX file to write; replaced in one step.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network.</exception>
    public void Convert(string weightsPath, string networkPath) => Build(WeightFile.Read(weightsPath)).Write(networkPath);
}
