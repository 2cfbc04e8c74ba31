using DrumAI.Features;

namespace DrumAI.Tests.Features;

public sealed class SpectralDescriptorsTests
{
    private readonly SpectralDescriptors descriptors = new();

    [Theory]
    [MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void ValuesEqualThoseOfTheOriginals(string id)
    {
        var golden = GoldenCase.Read(id);
        descriptors.Analyze(golden.Floats("buffer16k"));
        Assert.Equal(golden.Doubles("zcr"), descriptors.Zcr.ToArray());
        AssertNear(golden.Doubles("flatness_reflect_f64"), descriptors.Flatness, 1e-9);
        AssertNear(golden.Doubles("contrast7_reflect_f64"), descriptors.Contrast, 1e-4);
        AssertNear(golden.Doubles("contrast8_fmin100_reflect_f64"), descriptors.Contrast8, 1e-4);
        AssertNear(golden.Doubles("mfcc20_reflect_f64"), descriptors.Mfcc, 1e-4);
        AssertNear(golden.Doubles("logmel_vggish"), descriptors.LogMelVggish, 1e-4);
        AssertNear(golden.Doubles("logmel_yamnet"), descriptors.LogMelYamnet, 1e-4);
    }

    [Fact]
    public void EachFeatureAloneEqualsItselfAmongAll()
    {
        var noise = Noise(9000, 1);
        descriptors.Analyze(noise);
        double[] zcr = [.. descriptors.Zcr], flatness = [.. descriptors.Flatness], contrast = [.. descriptors.Contrast];
        double[] contrast8 = [.. descriptors.Contrast8], mfcc = [.. descriptors.Mfcc], vggish = [.. descriptors.LogMelVggish];
        Assert.Equal(zcr, Alone(FeatureSet.Zcr, noise).Zcr);
        Assert.Equal(flatness, Alone(FeatureSet.Flatness, noise).Flatness);
        Assert.Equal(contrast, Alone(FeatureSet.Contrast, noise).Contrast);
        Assert.Equal(contrast8, Alone(FeatureSet.Contrast8, noise).Contrast8);
        Assert.Equal(mfcc, Alone(FeatureSet.Mfcc, noise).Mfcc);
        Assert.Equal(vggish, Alone(FeatureSet.LogMel, noise).LogMelVggish);
    }

    [Fact]
    public void AnEarlierSoundLeavesNoTrace()
    {
        float[] first = Noise(16000, 1), second = Noise(3000, 2);
        descriptors.Analyze(first);
        descriptors.Analyze(second);
        var fresh = new SpectralDescriptors();
        fresh.Analyze(second);
        Assert.Equal(fresh.Zcr, descriptors.Zcr);
        Assert.Equal(fresh.Flatness, descriptors.Flatness);
        Assert.Equal(fresh.Contrast, descriptors.Contrast);
        Assert.Equal(fresh.Contrast8, descriptors.Contrast8);
        Assert.Equal(fresh.Mfcc, descriptors.Mfcc);
        Assert.Equal(fresh.LogMelVggish, descriptors.LogMelVggish);
        Assert.Equal(fresh.LogMelYamnet, descriptors.LogMelYamnet);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(16000)]
    public void SilenceOfAnyLengthHasTheDocumentedValues(int length)
    {
        descriptors.Analyze(new float[length]);
        Assert.All(descriptors.Zcr.ToArray(), v => Assert.Equal(0, v));
        Assert.All(descriptors.Flatness.ToArray(), v => Assert.Equal(1, v));
        Assert.All(descriptors.Contrast.ToArray(), v => Assert.Equal(0, v));
        for (int i = 0; i < descriptors.Mfcc.Length; i++)
            Assert.Equal(i < SpectralDescriptors.FrameCount ? -100 * Math.Sqrt(128) : 0, descriptors.Mfcc[i], 1e-9);
        Assert.All(descriptors.LogMelVggish.ToArray(), v => Assert.Equal(Math.Log(0.01), v, 1e-12));
        Assert.All(descriptors.LogMelYamnet.ToArray(), v => Assert.Equal(Math.Log(0.001), v, 1e-12));
    }

    [Theory]
    [InlineData(1e-38f)]
    [InlineData(1e-10f)]
    [InlineData(1e20f)]
    [InlineData(3e38f)]
    public void ExtremeLevelsStayFinite(float level)
    {
        descriptors.Analyze([.. Noise(16000, 3).Select(v => v * level)]);
        double[] values = [.. descriptors.Zcr, .. descriptors.Flatness, .. descriptors.Contrast, .. descriptors.Contrast8, .. descriptors.Mfcc, .. descriptors.LogMelVggish];
        Assert.All(values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void FlatnessOfLoudNoiseIsThatOfQuietNoise()
    {
        var noise = Noise(16000, 4);
        var quiet = Alone(FeatureSet.Flatness, noise).Flatness.ToArray();
        // So loud that the products of powers would overflow: the other way of computing it.
        var loud = Alone(FeatureSet.Flatness, [.. noise.Select(v => v * 1e30f)]).Flatness.ToArray();
        for (int i = 0; i < quiet.Length; i++) Assert.Equal(quiet[i], loud[i], 1e-6);
    }

    [Fact]
    public void ZeroCrossingRateOfASineIsTwiceItsFrequency()
    {
        var sine = new float[16000];
        for (int n = 0; n < sine.Length; n++) sine[n] = (float)Math.Sin(2 * Math.PI * 1000 * (n + 0.5) / 16000);
        descriptors.Analyze(sine);
        Assert.Equal(2.0 * 1000 / 16000, descriptors.Zcr[16], 1e-3);
    }

    [Fact]
    public void FlatnessTellsNoiseFromATone()
    {
        var sine = new float[16000];
        for (int n = 0; n < sine.Length; n++) sine[n] = (float)Math.Sin(2 * Math.PI * 1000 * n / 16000);
        Assert.True(Alone(FeatureSet.Flatness, sine).Flatness[16] < 1e-6);
        Assert.InRange(Alone(FeatureSet.Flatness, Noise(16000, 5)).Flatness[16], 0.4, 0.7);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void AmplitudesThatAreNotFiniteAreRefused(float value) => Assert.Throws<ArgumentException>(() => descriptors.Analyze([0, value, 0]));

    [Fact]
    public void MoreThanASecondIsRefused() => Assert.Throws<ArgumentException>(() => descriptors.Analyze(new float[16001]));

    [Fact]
    public void AnalysisAllocatesNothing()
    {
        var noise = Noise(16000, 6);
        descriptors.Analyze(noise);
        long before = GC.GetAllocatedBytesForCurrentThread();
        descriptors.Analyze(noise);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private SpectralDescriptors Alone(FeatureSet feature, float[] signal)
    {
        descriptors.Analyze(new float[16000]);
        descriptors.Analyze(signal, feature);
        return descriptors;
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Value {i} is {actual[i]} instead of {expected[i]}.");
    }

    private static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
