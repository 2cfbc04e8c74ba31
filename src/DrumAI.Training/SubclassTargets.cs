using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>The sub-class that a variant of a sound teaches, and how much that counts.</summary>
/// <remarks>Rare sub-classes count more, by the inverse square root of their size; one on average over sounds. One that was only assumed counts less.</remarks>
internal sealed class SubclassTargets
{
    private readonly LabelledSet set;
    private readonly VariantPlan plan;
    private readonly float[] weights;

    public SubclassTargets(LabelledSet set, IReadOnlyList<int> members, DrumTaxonomy taxonomy, TrainingOptions options)
    {
        this.set = set;
        plan = new VariantPlan(taxonomy, options);
        var sizes = new double[taxonomy.Subclasses.Count];
        foreach (int i in members)
        {
            for (int variant = 0; variant < options.Variants; variant++)
            {
                var (subclass, trust) = plan.SubclassOf(set.Sounds[i], variant);
                if (subclass >= 0) sizes[subclass] += trust / options.Variants;
            }
        }

        double total = sizes.Sum(), mean = sizes.Sum(n => Math.Sqrt(n)) / Math.Max(total, 1);
        weights = [.. sizes.Select(n => n == 0 ? 0 : (float)(1 / Math.Sqrt(n) / mean))];
    }

    /// <summary>Adds <paramref name="share"/> times the target of a variant to a row of sub-class weights; nothing where it has no sub-class.</summary>
    public void Add(int sound, int variant, float share, Span<float> row)
    {
        var (subclass, trust) = plan.SubclassOf(set.Sounds[sound], variant);
        if (subclass >= 0) row[subclass] += share * (float)trust * weights[subclass];
    }
}
