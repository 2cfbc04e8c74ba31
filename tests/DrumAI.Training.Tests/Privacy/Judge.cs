using DrumAI.Audio;
using DrumAI.Features;

namespace DrumAI.Training.Tests.Privacy;

/// <summary>Says how near a rebuilt sound is to the true one, among other sounds of its class.</summary>
internal sealed class Judge(Teacher recogniser, IReadOnlyList<KnownSound> others)
{
    private readonly FeatureExtractor extractor = new();
    private readonly Dictionary<KnownSound, float[]> descriptions = others.ToDictionary(o => o, o => recogniser.Describe(o.Sound, MelInversion.SampleRate));

    /// <summary>The share of other sounds of the class, none of its group, that are nearer to the true sound than the rebuilt one is: 0 where none is.</summary>
    public (double Recognised, double Spectral) Rank(KnownSound target, float[] rebuilt)
    {
        float[] truth = recogniser.Describe(target.Sound, MelInversion.SampleRate);
        double recognised = Distance(truth, recogniser.Describe(rebuilt, MelInversion.SampleRate));
        double[] picture = extractor.Extract(new Pcm(rebuilt, 1, MelInversion.SampleRate), FeatureSet.LogMel).LogMelYamnet!;
        double spectral = Distance(target.LogMel, picture);
        var strangers = others.Where(o => o.Class == target.Class && o.Group != target.Group).ToList();
        return (
            strangers.Average(o => Distance(truth, descriptions[o]) < recognised ? 1.0 : 0),
            strangers.Average(o => Distance(target.LogMel, o.LogMel) < spectral ? 1.0 : 0));
    }

    private static double Distance(float[] a, float[] b) => 1 - System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(a, b);

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Average());
}
