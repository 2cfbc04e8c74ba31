using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Identity;

namespace DrumAI.Services;

/// <summary>Corrections of sounds that could have been, as many and as different as wanted.</summary>
internal static class MadeCorrections
{
    private static readonly string[] Classes = ["Kick", "Snare", "Hat", "Tom", "Cymbal", "Clap", "Conga"];

    public static Fingerprint Fingerprint(Random random) =>
        new((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64());

    public static Correction Make(Random random, string model, int embeddingSize)
    {
        float[][] contrast = Rows(random, SpectralDescriptors.ContrastBandCount);
        float[] embedding = [.. Enumerable.Range(0, embeddingSize).Select(_ => random.NextSingle() - 0.5f)];
        float norm = System.Numerics.Tensors.TensorPrimitives.Norm<float>(embedding);
        return new Correction
        {
            Fingerprint = WireFingerprint.Of(Fingerprint(random)),
            Class = Classes[random.Next(Classes.Length)],
            Predicted = new WirePrediction("Tom", random.NextSingle(), model),
            Features = new WireFeatures
            {
                Zcr = Row(random, 0.5f),
                Flatness = Row(random, 0.5f),
                Contrast = contrast,
                Contrast8 = [Row(random, 40), Row(random, 40), .. contrast[1..]],
                Timbre = new WireTimbre(Score(random), Score(random), Score(random), Score(random), Score(random), Score(random), Score(random), 0),
                Embedding = [.. embedding.Select(v => v / norm)],
            },
            FrontEnd = FrontEnd.Version,
        };
    }

    private static float Score(Random random) => 100 * random.NextSingle();

    private static float[] Row(Random random, float most) => [.. Enumerable.Range(0, SpectralDescriptors.FrameCount).Select(_ => random.NextSingle() * most)];

    private static float[][] Rows(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Row(random, 40))];
}
