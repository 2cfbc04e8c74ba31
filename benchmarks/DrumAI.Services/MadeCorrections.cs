using System.Numerics.Tensors;
using DrumAI.Classification;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Identity;
using DrumAI.Taxonomy;

namespace DrumAI.Services;

/// <summary>Corrections of sounds that could have been, as many and as different as wanted.</summary>
internal static class MadeCorrections
{
    private static readonly string[] Classes = ["Kick", "Snare", "Hat", "Tom", "Cymbal", "Clap", "Conga"];

    public static Fingerprint Fingerprint(Random random) =>
        new((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64());

    /// <summary>What was predicted follows from an embedding of chance, as the service wants it.</summary>
    public static Correction Make(Random random, string model, EmbeddingClassifier classifier)
    {
        float[][] contrast = Rows(random, SpectralDescriptors.ContrastBandCount);
        float[] embedding = [.. Enumerable.Range(0, classifier.EmbeddingSize).Select(_ => random.NextSingle() - 0.5f)];
        TensorPrimitives.Divide(embedding, TensorPrimitives.Norm<float>(embedding), embedding);
        float[] probabilities = classifier.Classify(embedding).ClassProbabilities;
        int best = TensorPrimitives.IndexOfMax<float>(probabilities);
        return new Correction
        {
            Fingerprint = WireFingerprint.Of(Fingerprint(random)),
            Class = Classes[random.Next(Classes.Length)],
            Predicted = new WirePrediction(DrumTaxonomy.Default.Classes[best].Name, probabilities[best], model),
            Features = new WireFeatures
            {
                Zcr = Row(random, 0.5f),
                Flatness = Row(random, 0.5f),
                Contrast = contrast,
                Contrast8 = [Row(random, 40), Row(random, 40), .. contrast[1..]],
                Timbre = new WireTimbre(Score(random), Score(random), Score(random), Score(random), Score(random), Score(random), Score(random), 0),
                Embedding = embedding,
            },
            FrontEnd = FrontEnd.Version,
        };
    }

    private static float Score(Random random) => 100 * random.NextSingle();

    private static float[] Row(Random random, float most) => [.. Enumerable.Range(0, SpectralDescriptors.FrameCount).Select(_ => random.NextSingle() * most)];

    private static float[][] Rows(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Row(random, 40))];
}
