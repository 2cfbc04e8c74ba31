using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Training.Tests.Evaluation;

/// <summary>Rows of predictions, made up.</summary>
internal static class Rows
{
    public static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;

    /// <summary>A row of one class taken for another with some logit, and of a sub-class taken for another of the same class.</summary>
    public static PredictionRow Row(
        string actual, string predicted, string? subclass = null, string? takenFor = null, string basis = "explicit", int fold = 0, string group = "a", float logit = 2)
    {
        var classes = new float[Drums.Classes.Count];
        classes[Drums.IndexOfClass(predicted)] = logit;
        var subclasses = new float[Drums.Subclasses.Count];
        if (takenFor is not null) subclasses[Drums.IndexOfSubclass(takenFor)] = logit;
        return new PredictionRow(
            $"{group}/{actual}.wav", fold, group, Drums.IndexOfClass(actual), subclass is null ? -1 : Drums.IndexOfSubclass(subclass), subclass is null ? "" : basis, classes, subclasses);
    }

    /// <summary>Many rows of several groups and folds, three of four right.</summary>
    public static PredictionRow[] Many(int seed = 1)
    {
        var random = new Random(seed);
        string[] classes = ["Kick", "Snare", "Hat", "Tom", "Clap", "Timpani", "Woodblock"];
        return [.. Enumerable.Range(0, 600).Select(i =>
        {
            string actual = classes[random.Next(classes.Length)];
            string predicted = random.NextDouble() < 0.75 ? actual : classes[random.Next(classes.Length)];
            string? subclass = actual == "Snare" ? "Snare_Rim" : actual == "Hat" ? "Hat_Open" : null;
            string? takenFor = subclass is not null && random.NextDouble() < 0.3 ? (actual == "Snare" ? "Snare_On" : "Hat_Close") : subclass;
            return Row(actual, predicted, subclass, takenFor, fold: i % 5, group: $"kit{i % 20}", logit: 1 + (5 * random.NextSingle()));
        })];
    }
}
