using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>What each variant of a sound in a <see cref="SpectrogramBank"/> is: the sound itself, changed copies, flams made of it, wild ones.</summary>
/// <param name="taxonomy">The sub-classes.</param>
/// <param name="options">How many of which.</param>
/// <remarks>Flams are rare in libraries, and a flam is two strokes: so some variants of every plain snare stroke are made into flams.</remarks>
public sealed class VariantPlan(DrumTaxonomy taxonomy, TrainingOptions options)
{
    private readonly int stroke = taxonomy.IndexOfSubclass("Snare_On"), flam = taxonomy.IndexOfSubclass("Snare_Flam");

    /// <summary>Variants of each sound.</summary>
    public int Count => options.Variants + options.WildVariants;

    /// <summary>What a variant is.</summary>
    public VariantKind KindOf(LabelledSound sound, int variant)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (variant == 0) return VariantKind.AsItIs;
        if (variant >= options.Variants) return VariantKind.Wild;
        return variant >= options.Variants - options.FlamVariants && sound.Subclass == stroke ? VariantKind.Flam : VariantKind.Changed;
    }

    /// <summary>The sub-class of a variant, -1 for none, and how far it is to be trusted: one that was only assumed counts less.</summary>
    public (int Subclass, double Trust) SubclassOf(LabelledSound sound, int variant)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (KindOf(sound, variant) == VariantKind.Flam) return (flam, 1);
        return (sound.Subclass, sound.SubclassBasis == "default" ? 0.3 : 1);
    }
}
