using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

public sealed class VariantPlanTests
{
    private static readonly TrainingOptions Options = new() { Variants = 6, FlamVariants = 2, WildVariants = 3 };
    private static readonly int Flam = DrumTaxonomy.Default.IndexOfSubclass("Snare_Flam");

    private readonly VariantPlan plan = new(DrumTaxonomy.Default, Options);

    [Fact]
    public void PlainStrokeIsMadeIntoFlamsAndLabelledSo()
    {
        var stroke = Sound("Snare_On", "default");
        VariantKind[] kinds = [.. Enumerable.Range(0, plan.Count).Select(v => plan.KindOf(stroke, v))];
        Assert.Equal(
            [VariantKind.AsItIs, VariantKind.Changed, VariantKind.Changed, VariantKind.Changed, VariantKind.Flam, VariantKind.Flam, VariantKind.Wild, VariantKind.Wild, VariantKind.Wild],
            kinds);
        Assert.Equal((Flam, 1), plan.SubclassOf(stroke, 5));
        Assert.Equal((stroke.Subclass, 0.3), plan.SubclassOf(stroke, 1));
    }

    [Theory]
    [InlineData("Snare_Rim")]
    [InlineData("Snare_Flam")]
    [InlineData("Hat_Open")]
    public void OtherSoundsStayWhatTheyAre(string subclass)
    {
        var sound = Sound(subclass, "explicit");
        for (int variant = 1; variant < Options.Variants; variant++)
        {
            Assert.Equal(VariantKind.Changed, plan.KindOf(sound, variant));
            Assert.Equal((sound.Subclass, 1), plan.SubclassOf(sound, variant));
        }
    }

    private static LabelledSound Sound(string subclass, string basis)
    {
        int index = DrumTaxonomy.Default.IndexOfSubclass(subclass);
        return new LabelledSound("a.wav", DrumTaxonomy.Default.ClassOfSubclass[index], index, basis, "kit", 0);
    }
}
