using System.Text.Json;
using DrumAI.Training.Forests;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>A named experiment: which features, and what learns from them.</summary>
/// <param name="Name">Name on the command line and of its results file.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Section">What it tries.</param>
internal sealed record Recipe(string Name, string Title, StudySection Section)
{
    /// <summary>Feature groups, see <see cref="StudyFeatures"/>; or kinds of embedders, such as <c>mn04</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>A forest, where that learns.</summary>
    public ForestOptions? Forest { get; init; }

    /// <summary>A head, where that learns; its seed counts from the study's.</summary>
    public HeadOptions? Head { get; init; }

    /// <summary>Heads of which one is chosen, within the training sounds, by the log loss on held-out folds of these.</summary>
    public IReadOnlyList<HeadOptions> Grid { get; init; } = [];

    /// <summary>Heads that are trained from different seeds and averaged.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>Learns from all variants of its sounds, where the input has several; otherwise from the sounds as they are.</summary>
    public bool LearnsVariants { get; init; }

    /// <summary>Averages the answers for all variants of a sound.</summary>
    public bool HearsVariants { get; init; }

    /// <summary>Recipes whose answers are averaged.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>True where the share of the second of two members is fitted on the folds that are not asked about; otherwise all count alike.</summary>
    public bool IsFitted { get; init; }

    /// <summary>Recipes whose averaged answers for the training sounds the head learns beside the labels.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>Takes the answers of the networks that <c>drumai-lab train</c> trained.</summary>
    public bool Networks { get; init; }

    /// <summary>What the 2021 report has for the like of it: macro F1 and AUC on its random split, and on what it learnt from.</summary>
    public (double F1, double Auc, double? TrainingF1)? Reported { get; init; }

    /// <summary>Why it was never run, for want of weights that nobody here has; null for what can be run.</summary>
    public string? NotRun { get; init; }

    /// <summary>The recipe that it is compared with sound for sound.</summary>
    public string? Against { get; init; }

    /// <summary>Whether its page with classes, confusions and pictures is made.</summary>
    public bool HasPage { get; init; }

    /// <summary>Its inputs and those of all members, each once; a teacher is only needed while learning.</summary>
    public IReadOnlyList<string> AllInputs =>
        [.. Inputs.Concat(Networks ? [StudyFeatures.DrumNet] : []).Concat(Members.SelectMany(m => Recipes.Find(m).AllInputs)).Distinct()];

    /// <summary>True where it builds on what <c>drumai-lab train</c> left.</summary>
    public bool NeedsTraining =>
        Networks || Inputs.Contains(StudyFeatures.Changed) || Inputs.Contains(StudyFeatures.DrumNet) || Members.Concat(Teachers).Any(m => Recipes.Find(m).NeedsTraining);

    /// <summary>All that its answers depend on, as text: two recipes with the same give the same.</summary>
    public string Definition => JsonSerializer.Serialize(new
    {
        Inputs,
        Forest,
        Head,
        Grid,
        Heads,
        LearnsVariants,
        HearsVariants,
        IsFitted,
        Networks,
        Members = Members.Select(m => Recipes.Find(m).Definition),
        Teachers = Teachers.Select(t => Recipes.Find(t).Definition),
    });
}
