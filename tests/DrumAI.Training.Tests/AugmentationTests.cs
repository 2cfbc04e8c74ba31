namespace DrumAI.Training.Tests;

/// <summary>Each change does what its name says.</summary>
public sealed class AugmentationTests
{
    private const int Rate = 44100;

    [Fact]
    public void SameSeedGivesTheSameSound()
    {
        var a = Augmentation.Apply(Noise(Rate / 4), Rate, Tone(300, Rate / 5), new Random(9));
        Assert.Equal(a, Augmentation.Apply(Noise(Rate / 4), Rate, Tone(300, Rate / 5), new Random(9)));
        Assert.NotEqual(a, Augmentation.Apply(Noise(Rate / 4), Rate, Tone(300, Rate / 5), new Random(10)));
    }

    [Fact]
    public void AThousandChangesStayFiniteAndAudible()
    {
        var short1 = new[] { 1f };
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var sound = seed % 10 == 0 ? short1 : Tone(200 + seed, Rate / 8);
            var changed = Augmentation.Apply(sound, seed % 3 == 0 ? 8000 : Rate, layer: null, random);
            Assert.All(changed, x => Assert.True(float.IsFinite(x)));
            if (sound.Length > 1) Assert.True(changed.Max(Math.Abs) > 1e-3, $"seed {seed} is silent");
        }
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.5)]
    public void SpeedScalesPitchAndLength(double ratio)
    {
        var changed = Augmentation.ChangeSpeed(Tone(1000, Rate), ratio);
        Assert.Equal(Rate / ratio, changed.Length, 1.0);
        Assert.Equal(1000 * ratio, Crossings(changed) / 2.0 / changed.Length * Rate, 3.0);
    }

    [Fact]
    public void DecayFallsBySixtyDecibelsInSixPointNineTimeConstants()
    {
        var x = Enumerable.Repeat(1f, Rate).ToArray();
        Augmentation.Decay(x, Rate, timeConstantSeconds: 0.1);
        Assert.Equal(-60, 20 * Math.Log10(x[(int)(0.6908 * Rate)]), 0.1);
    }

    [Fact]
    public void ExtendedTailGoesOnFromWhereTheSoundEnded()
    {
        var x = Noise(Rate / 2);
        var y = Augmentation.ExtendTail(x, Rate, new Random(1));
        Assert.True(y.Length > x.Length);
        double Level(int start) => Math.Sqrt(y.Skip(start).Take(500).Average(v => v * v));
        Assert.InRange(Level(x.Length + 100) / Level(x.Length - 3000), 0.3, 1.5);
        Assert.True(Level(y.Length - 600) < 0.5 * Level(x.Length));
    }

    [Fact]
    public void SaturationNeverExceedsOne()
    {
        var x = Tone(100, 1000);
        Augmentation.Saturate(x, 10, hard: false);
        Assert.InRange(x.Max(Math.Abs), 0.99f, 1f);
    }

    [Fact]
    public void QuantisedSoundHasFewLevels()
    {
        var x = Noise(10000);
        Augmentation.Quantise(x, bits: 5);
        Assert.InRange(x.Distinct().Count(), 16, 33);
    }

    [Theory]
    [InlineData(12.0)]
    [InlineData(-12.0)]
    public void PeakFilterHasItsGainAtItsCentre(double gain)
    {
        var x = Tone(1000, Rate);
        Biquad.Peak(Rate, 1000, 1, gain).Run(x);
        Assert.Equal(gain, 20 * Math.Log10(x.Skip(Rate / 2).Max()), 0.1);
    }

    [Fact]
    public void LowPassIsDownByThreeDecibelsAtItsCutoff()
    {
        var x = Tone(2000, Rate);
        Biquad.LowPass(Rate, 2000, Math.Sqrt(0.5)).Run(x);
        Assert.Equal(-3.01, 20 * Math.Log10(x.Skip(Rate / 2).Max()), 0.1);
    }

    [Fact]
    public void CodecDropsWhatLiesAboveItsCutoffAndKeepsTheRest()
    {
        double Kept(double hz)
        {
            var x = Tone(hz, Rate);
            var y = LossyCodec.Apply(x, Rate, new Random(2));
            return Math.Sqrt(y.Skip(2000).Take(Rate / 2).Average(v => v * v) * 2);
        }

        Assert.InRange(Kept(1000), 0.7, 1.3);
        Assert.InRange(Kept(20000), 0, 0.01);
    }

    [Fact]
    public void FlamIsASofterStrokeAndThenTheStroke()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var click = new float[400];
            click[0] = 0.5f;
            var flam = Augmentation.Flam(click, Rate, new Random(seed));
            int main = flam.Length - click.Length;
            Assert.InRange(main, Rate * 8 / 1000, Rate * 50 / 1000);
            Assert.Equal(1, flam[main], 1e-3);
            Assert.InRange(flam[..20].Max(Math.Abs), 0.02f, 0.9f);
        }
    }

    [Fact]
    public void WildSoundsAreFiniteAudibleAndFarApart()
    {
        var tone = Tone(500, Rate / 4);
        double[] pitches = [.. Enumerable.Range(0, 60).Select(seed =>
        {
            var wild = Augmentation.Wild(tone, Rate, Noise(2000), new Random(seed));
            Assert.All(wild, x => Assert.True(float.IsFinite(x)));
            Assert.True(wild.Max(Math.Abs) > 1e-3, $"seed {seed} is silent");
            return Crossings(wild) / 2.0 / wild.Length * Rate;
        })];
        Assert.True(pitches.Max() > 3 * pitches.Min());
    }

    private static float[] Tone(double hz, int length) => [.. Enumerable.Range(0, length).Select(n => (float)Math.Sin(2 * Math.PI * hz * n / Rate))];

    private static float[] Noise(int length)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }

    private static int Crossings(float[] x) => Enumerable.Range(1, x.Length - 1).Count(n => (x[n] >= 0) != (x[n - 1] >= 0));
}
