using DrumAI.Training.Forests;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>A named experiment: which features, and what learns from them.</summary>
/// <param name="Name">Name on the command line and of its results file.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Inputs">Feature groups, see <see cref="StudyFeatures"/>; or kinds of embedders, such as <c>mn04</c>.</param>
internal sealed record Recipe(string Name, string Title, IReadOnlyList<string> Inputs)
{
    /// <summary>A forest, where that learns.</summary>
    public ForestOptions? Forest { get; init; }

    /// <summary>A head, where that learns.</summary>
    public HeadOptions? Head { get; init; }

    /// <summary>What the 2021 report has for the like of it: macro F1 and AUC on its random split.</summary>
    public (double F1, double Auc)? Reported { get; init; }

    /// <summary>Why it was never run, for want of weights that nobody here has; null for what can be run.</summary>
    public string? NotRun { get; init; }

    /// <summary>The recipes of the study.</summary>
    public static IReadOnlyList<Recipe> Known { get; } =
    [
        new("forest-timbre", "random forest on the timbral models", ["timbre"]) { Forest = new(), Reported = (0.698, 0.959) },
        new("forest-timbre-spectral", "random forest on timbral models and spectral descriptors", ["timbre", "spectral"]) { Forest = new() },
        new("head-timbre-spectral", "head on timbral models and spectral descriptors", ["timbre", "spectral"]) { Head = new() },
        new("head-yamnet", "head on YAMNet", ["yamnet"]) { Head = new() },
        new("head-yamnet-timbre-spectral", "VGG+ with YAMNet for VGGish: embedding, timbral models, spectral descriptors", ["yamnet", "timbre", "spectral"]) { Head = new() },
        new("head-mn04", "head on EfficientAT mn04", ["mn04"]) { Head = new() },
        new("head-mn04-flat", "the same without sub-classes", ["mn04"]) { Head = new() { SubclassWeight = 0 } },
        new("head-mn04-balanced", "the same, classes fully balanced", ["mn04"]) { Head = new() { ClassPower = 1 } },
        new("head-mn04-yamnet", "head on mn04 and YAMNet", ["mn04", "yamnet"]) { Head = new() },
        new("head-mn04-timbre-spectral", "VGG+ with mn04 for VGGish", ["mn04", "timbre", "spectral"]) { Head = new() },
        new("head-vggish", "VGG: head on VGGish", ["vggish"]) { Head = new(), Reported = (0.835, 0.986), NotRun = "the weights of VGGish were never at hand" },
        new("head-vggish-timbre-spectral", "VGG+: VGGish, timbral models, spectral descriptors", ["vggish", "timbre", "spectral"])
        {
            Head = new(), Reported = (0.827, 0.991), NotRun = "the weights of VGGish were never at hand",
        },
    ];
}
