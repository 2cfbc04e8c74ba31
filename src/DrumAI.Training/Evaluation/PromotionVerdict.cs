using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>Whether a new model takes the place of the one before, by a frozen split of sounds that neither learnt from.</summary>
/// <param name="IsPromoted">Macro F1 is better beyond noise, sub-classes are not worse beyond it, and no class collapses.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Classes">Macro F1 over every class of the split: before, after, and the difference with its interval.</param>
/// <param name="Subclasses">The same of sub-classes within the true class.</param>
/// <param name="Collapsed">Classes that the new model hardly knows any more.</param>
public sealed record PromotionVerdict(bool IsPromoted, string Reason, PairedComparison Classes, PairedComparison Subclasses, IReadOnlyList<string> Collapsed)
{
    /// <summary>A class of at least so many sounds has an F1 that tells something.</summary>
    private const int LeastSupport = 5;

    /// <summary>A class collapses where it loses more than this of its F1.</summary>
    private const double CollapsesAt = 0.1;

    /// <summary>Judges.</summary>
    /// <param name="before">What the model before says of the frozen sounds, calibrated as it is served.</param>
    /// <param name="after">What the new one says of the same.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <exception cref="InvalidDataException">The two are not of the same sounds, or there are none.</exception>
    public static PromotionVerdict Of(IReadOnlyList<PredictionRow> before, IReadOnlyList<PredictionRow> after, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(taxonomy);
        if (before.Count == 0) throw new InvalidDataException("There are no frozen sounds to judge by.");
        var compared = PairedComparison.Of(before, after, taxonomy, calibrate: false);
        var classes = compared.Single(c => c.Name == PairedComparison.AllClasses);
        var subclasses = compared.Single(c => c.Name == PairedComparison.Subclasses);
        ConfusionMatrix old = GroupTally.Of(before, taxonomy).Class, fresh = GroupTally.Of(after, taxonomy).Class;
        string[] collapsed = [.. Enumerable.Range(0, taxonomy.Classes.Count).Where(c => fresh.Support(c) >= LeastSupport && old.F1(c) - fresh.F1(c) > CollapsesAt).Select(c => taxonomy.Classes[c].Name)];
        string figures = $"macro F1 on the frozen split {classes.First:0.000} before, {classes.Second:0.000} after: {classes.Difference.Value:+0.000;-0.000;0.000} ({classes.Difference.Low:+0.000;-0.000;0.000} to {classes.Difference.High:+0.000;-0.000;0.000})";
        if (collapsed.Length > 0) return Verdict(false, $"collapsed: {string.Join(", ", collapsed)}");
        if (!(classes.Difference.Low > 0)) return Verdict(false, classes.Difference.High < 0 ? "worse" : "not better beyond noise");
        if (subclasses.Difference.High < 0) return Verdict(false, $"sub-classes are worse ({subclasses.First:0.000} before, {subclasses.Second:0.000} after)");
        return Verdict(true, "better beyond noise");

        PromotionVerdict Verdict(bool isPromoted, string why) => new(isPromoted, $"{why}; {figures}", classes, subclasses, collapsed);
    }
}
