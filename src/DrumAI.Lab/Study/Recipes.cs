using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>The recipes of the study.</summary>
internal static class Recipes
{
    private const string NoWeights = "the weights of VGGish were never at hand";
    private const string Base = "head-mn04";
    private const string BestBase = "head-mn04-timbre-spectral";
    private const string Networks = "drumnet";

    /// <summary>Dropouts and learning rates of the grid search.</summary>
    private static readonly HeadOptions[] Grid =
        [.. from dropout in new[] { 0.2, 0.4, 0.7 } from rate in new[] { 3e-4, 1e-3, 3e-3 } select new HeadOptions { Dropout = dropout, LearningRate = rate }];

    /// <summary>All of them, in an order in which each comes after those that it needs.</summary>
    public static IReadOnlyList<Recipe> Known { get; } =
    [
        new("forest-timbre", "random forest on the timbral models", StudySection.Report) { Inputs = ["timbre"], Forest = new(), Reported = (0.698, 0.959, null), HasPage = true },
        new("forest-timbre-spectral", "random forest on timbral models and spectral descriptors", StudySection.Report) { Inputs = ["timbre", "spectral"], Forest = new(), Against = "forest-timbre" },
        new(Base, "head on EfficientAT mn04", StudySection.Report) { Inputs = ["mn04"], Head = new(), Against = "forest-timbre", HasPage = true },
        new("head-timbre-spectral", "head on timbral models and spectral descriptors", StudySection.Report) { Inputs = ["timbre", "spectral"], Head = new(), Against = "forest-timbre-spectral" },
        new("head-yamnet", "head on YAMNet", StudySection.Report) { Inputs = ["yamnet"], Head = new(), Against = Base },
        new("head-yamnet-timbre-spectral", "VGG+ with YAMNet for VGGish: embedding, timbral models, spectral descriptors", StudySection.Report) { Inputs = ["yamnet", "timbre", "spectral"], Head = new(), Against = "head-yamnet" },
        new("head-mn04-yamnet", "head on mn04 and YAMNet", StudySection.Report) { Inputs = ["mn04", "yamnet"], Head = new(), Against = Base },
        new(BestBase, "VGG+ with mn04 for VGGish", StudySection.Report) { Inputs = ["mn04", "timbre", "spectral"], Head = new(), Against = Base, HasPage = true },
        new("head-vggish", "VGG: head on VGGish", StudySection.Report) { Inputs = ["vggish"], Head = new(), Reported = (0.835, 0.986, 0.917), NotRun = NoWeights },
        new("head-vggish-timbre-spectral", "VGG+: VGGish, timbral models, spectral descriptors", StudySection.Report) { Inputs = ["vggish", "timbre", "spectral"], Head = new(), Reported = (0.827, 0.991, 0.869), NotRun = NoWeights },
        new("head-yamnet-vggish", "head on YAMNet and VGGish", StudySection.Report) { Inputs = ["yamnet", "vggish"], Head = new(), NotRun = NoWeights },

        new("head-mn04-flat", "mn04, classes alone", StudySection.Hierarchy) { Inputs = ["mn04"], Head = new() { SubclassWeight = 0 }, Against = Base },
        new("head-mn04-subclasses", "mn04, sub-classes alone", StudySection.Hierarchy) { Inputs = ["mn04"], Head = new() { ClassWeight = 0 }, Against = Base },
        new("head-mn04-timbre-spectral-flat", "VGG+ with mn04, classes alone", StudySection.Hierarchy) { Inputs = ["mn04", "timbre", "spectral"], Head = new() { SubclassWeight = 0 }, Against = BestBase },
        new("head-mn04-timbre-spectral-subclasses", "VGG+ with mn04, sub-classes alone", StudySection.Hierarchy) { Inputs = ["mn04", "timbre", "spectral"], Head = new() { ClassWeight = 0 }, Against = BestBase },
        new("head-timbre-spectral-flat", "timbral models and descriptors, classes alone", StudySection.Hierarchy) { Inputs = ["timbre", "spectral"], Head = new() { SubclassWeight = 0 }, Against = "head-timbre-spectral" },
        new("head-timbre-spectral-subclasses", "timbral models and descriptors, sub-classes alone", StudySection.Hierarchy) { Inputs = ["timbre", "spectral"], Head = new() { ClassWeight = 0 }, Against = "head-timbre-spectral" },

        new("head-mn04-again", "another seed: what chance alone does", StudySection.Settings) { Inputs = ["mn04"], Head = new() { Seed = 2 }, Against = Base },
        new("head-mn04-balanced", "classes fully balanced", StudySection.Settings) { Inputs = ["mn04"], Head = new() { ClassPower = 1 }, Against = Base },
        new("head-mn04-unsmoothed", "no label smoothing", StudySection.Settings) { Inputs = ["mn04"], Head = new() { LabelSmoothing = 0 }, Against = Base },
        new("head-mn04-grid", "dropout and learning rate by grid search", StudySection.Settings) { Inputs = ["mn04"], Grid = Grid, Against = Base },

        new("head-mn04-padded", "the hit padded with silence alone", StudySection.Variants) { Inputs = ["mn04-padded"], Head = new(), Against = Base },
        new("head-mn04-looped", "the hit repeated alone", StudySection.Variants) { Inputs = ["mn04-looped"], Head = new(), Against = Base },
        new("head-mn04-changed", "learns from 24 changed copies of each sound", StudySection.Variants) { Inputs = ["changed"], Head = new(), LearnsVariants = true, Against = Base },
        new("head-mn04-views-heard", "asked about three pitches of a sound", StudySection.Variants) { Inputs = ["views"], Head = new(), HearsVariants = true, Against = Base },
        new("head-mn04-views-learnt", "learns from three pitches of each sound", StudySection.Variants) { Inputs = ["views"], Head = new(), LearnsVariants = true, Against = Base },
        new("head-mn04-views", "learns from three pitches, asked about three", StudySection.Variants) { Inputs = ["views"], Head = new(), LearnsVariants = true, HearsVariants = true, Against = Base },

        new("head-mn04-mixup", "mixup", StudySection.Losses) { Inputs = ["mn04"], Head = new() { MixupAlpha = 0.4 }, Against = Base },
        new("head-mn04-prior", "balanced softmax (logit adjustment)", StudySection.Losses) { Inputs = ["mn04"], Head = new() { ClassPower = 0, PriorWeight = 1 }, Against = Base },
        new("head-mn04-robust", "generalised cross-entropy, q = 0.5", StudySection.Losses) { Inputs = ["mn04"], Head = new() { RobustOrder = 0.5, LabelSmoothing = 0 }, Against = Base },
        new("head-mn04-contrastive", "with supervised contrastive loss", StudySection.Losses) { Inputs = ["mn04"], Head = new() { ContrastiveWeight = 0.5 }, Against = Base },
        new("head-mn04-prototypes", "prototypes: cosines to a direction a class", StudySection.Losses) { Inputs = ["mn04"], Head = new() { Prototypes = true }, Against = Base },
        new("head-mn04-changed-mixup", "changed copies, mixup, balanced softmax", StudySection.Losses) { Inputs = ["changed"], Head = new() { MixupAlpha = 0.4, ClassPower = 0, PriorWeight = 1 }, LearnsVariants = true, Against = "head-mn04-changed" },

        new(Networks, "our three networks", StudySection.Networks) { Networks = true, Against = Base, HasPage = true },
        new("head-drumnet", "head on our embedding", StudySection.Networks) { Inputs = ["drumnet"], Head = new(), Against = Networks },
        new("head-mn04-drumnet", "head on mn04 and our embedding", StudySection.Networks) { Inputs = ["mn04", "drumnet"], Head = new(), Against = Networks },

        new("heads-mn04", "three heads on mn04 that differ in their seeds", StudySection.Ensembles) { Inputs = ["mn04"], Head = new(), Heads = 3, Against = Base },
        new("blend-heads", "heads on mn04; mn04 and descriptors; YAMNet and descriptors; changed copies", StudySection.Ensembles)
        {
            Members = [Base, BestBase, "head-yamnet-timbre-spectral", "head-mn04-changed"], Against = Base,
        },
        new("head-distilled-self", "a head on mn04 that learns from the like of itself", StudySection.Ensembles) { Inputs = ["mn04"], Head = new(), Teachers = [Base], Against = Base },
        new("head-distilled", "a head on mn04 that learns from the four heads", StudySection.Ensembles) { Inputs = ["mn04"], Head = new(), Teachers = ["blend-heads"], Against = Base },
        new("blend-drumnet-head", "our networks and the VGG+ head with mn04, share fitted", StudySection.Ensembles) { Members = [Networks, BestBase], IsFitted = true, Against = Networks, HasPage = true },
        new("blend-drumnet-heads", "our networks and the four heads, share fitted", StudySection.Ensembles) { Members = [Networks, "blend-heads"], IsFitted = true, Against = Networks },
        new("head-distilled-all", "a head on mn04 that learns from networks and heads", StudySection.Ensembles) { Inputs = ["mn04"], Head = new(), Teachers = ["blend-drumnet-heads"], Against = Base },
    ];

    /// <summary>The recipe of a name.</summary>
    public static Recipe Find(string name) => Known.First(r => r.Name == name);
}
