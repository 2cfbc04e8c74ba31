using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Identity;

namespace DrumAI.Service.Tests.Hosting;

/// <summary>Corrections of sounds that were never made, but could have been.</summary>
internal static class MadeSounds
{
    private static int seed;

    /// <summary>A fingerprint that is like none before.</summary>
    public static Fingerprint NewFingerprint()
    {
        var random = new Random(Interlocked.Increment(ref seed) * 7919);
        return new Fingerprint((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64());
    }

    /// <summary>A copy: some bits differ.</summary>
    public static Fingerprint Flip(Fingerprint fingerprint, int bitCount)
    {
        byte[] bytes = fingerprint.ToBytes();
        for (int bit = 0; bit < bitCount; bit++) bytes[bit * 5 / 8] ^= (byte)(1 << (bit * 5 % 8));
        return Fingerprint.FromBytes(bytes);
    }

    public static Correction Correct(Fingerprint fingerprint, string className, string? subclass = null, WireFeatures? features = null) => new()
    {
        Fingerprint = WireFingerprint.Of(fingerprint),
        Class = className,
        Subclass = subclass,
        Predicted = new WirePrediction("Tom", 0.6f, TestModel.Id),
        Features = features ?? Features(),
        FrontEnd = FrontEnd.Version,
    };

    public static WireFeatures Features()
    {
        var random = new Random(5);
        float[][] contrast = Rows(random, SpectralDescriptors.ContrastBandCount), first = Rows(random, 2);
        var embedding = new float[128];
        embedding[3] = 0.6f;
        embedding[70] = -0.8f;
        return new WireFeatures
        {
            Zcr = Row(random, 0.5f),
            Flatness = Row(random, 0.5f),
            Contrast = contrast,
            Contrast8 = [.. first, .. contrast[1..]],
            Timbre = new WireTimbre(51.5f, 30, 60.25f, 12, 44, 51, null, 0),
            Embedding = embedding,
        };
    }

    private static float[] Row(Random random, float most) =>
        [.. Enumerable.Range(0, SpectralDescriptors.FrameCount).Select(_ => random.NextSingle() * most)];

    private static float[][] Rows(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Row(random, 40))];
}
