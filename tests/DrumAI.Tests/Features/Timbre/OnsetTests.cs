using DrumAI.Features;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed class OnsetTests
{
    private const int SampleRate = 44100;

    [Fact]
    public void EachOfTwoStrokesHasAnOnsetInTheSilenceBeforeIt()
    {
        IReadOnlyList<int> onsets = Detect(Strokes(60000, decay: 2000, 12000, 40000));
        Assert.Equal(2, onsets.Count);
        Assert.Equal(0, onsets[0]);
        Assert.InRange(onsets[1], 30000, 40000);
    }

    [Fact]
    public void StrokesWithinATenthOfASecondAreOne()
    {
        // Strokes so short that both would count, were they further apart.
        double[] audio = Strokes(60000, decay: 300, 12000, 40000, 40000 + 2400);
        Assert.Equal(2, Detect(audio).Count);
        Assert.Equal(3, Detect(Strokes(60000, decay: 300, 12000, 40000, 40000 + 6000)).Count);
    }

    [Fact]
    public void ALateStrokeThatIsTooSoftIsNone() => Assert.Single(Detect([.. Strokes(60000, decay: 2000, 12000).Zip(Strokes(60000, decay: 2000, 40000), (loud, soft) => loud + 0.02 * soft)]));

    [Fact]
    public void WithoutOnsetsTheStartIsOne()
    {
        Assert.Equal([0], Detect(new double[20000]));
        Assert.Equal([0], Detect([1.0]));
    }

    [Fact]
    public void EnvelopeHoldsTenMillisecondsAndThenFallsInAStraightLine()
    {
        double[] audio = [-1, .. new double[4999]], envelope = new double[5000];
        HoldEnvelope.Follow(audio, 1, SampleRate, 0.1, envelope);
        Assert.Equal(1, envelope[441]);
        Assert.Equal(1 - (1000 - 441) / 4410.0, envelope[1000], 1e-9);
        Assert.Equal(0, envelope[4999]);
    }

    [Fact]
    public void AttackOfARampRunsFromATenthToEightTenths()
    {
        double[] ramp = [0, 0, .. Enumerable.Range(0, 1001).Select(i => i / 1000.0), 0.5];
        Assert.Equal(Math.Log10(701.0 / SampleRate), AttackTime.LogSeconds(ramp, SampleRate, out int start), 1e-12);
        Assert.Equal(102, start);
        Assert.Equal(202, AttackTime.Start(ramp));
        Assert.Equal(double.NaN, AttackTime.LogSeconds([1, 0.5], SampleRate, out start));
        Assert.Equal(-1, start);
    }

    [Fact]
    public void PeaksOfASumOfBumpsAreRefinedToTheirPlaces()
    {
        double[] curve = [.. Enumerable.Range(0, 300).Select(i => Bump(i, 50.3, 1) + Bump(i, 120, 0.5) + Bump(i, 130, 0.1) + Bump(i, 220.8, 0.8))];
        var peaks = new PeakPicker();
        peaks.Pick(curve, 0.01, 0.2);
        Assert.Equal([50, 120, 221], peaks.Indices.ToArray());
        Assert.Equal(50.3, peaks.Positions[0], 0.05);
        Assert.Equal(220.8, peaks.Positions[2], 0.05);
        Assert.Equal(1, peaks.Levels[0], 0.01);
    }

    private static double Bump(double x, double centre, double height) => height * Math.Exp(-(x - centre) * (x - centre) / 50);

    private static double[] Strokes(int length, double decay, params int[] starts)
    {
        var random = new Random(3);
        double[] noise = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        return [.. noise.Select((v, n) => v * starts.Where(s => n >= s).Sum(s => Math.Exp((s - n) / decay)))];
    }

    private static IReadOnlyList<int> Detect(double[] audio)
    {
        var stft = new CenteredStft(new RealFft64(CenteredStft.FftSize));
        var strength = new OnsetStrength();
        int frames = CenteredStft.FrameCount(audio.Length);
        double[] re = new double[CenteredStft.BinCount], im = new double[CenteredStft.BinCount];
        stft.Load(audio);
        strength.Begin(OnsetStrength.MelBands(SampleRate), frames);
        for (int i = 0; i < frames; i++)
        {
            stft.Transform(i, re, im);
            strength.SetFrame(i, [.. re.Zip(im, (r, j) => r * r + j * j)]);
        }

        strength.Finish();
        var envelope = new double[audio.Length];
        HoldEnvelope.Follow(audio, audio.Max(Math.Abs), SampleRate, 0.1, envelope);
        return new OnsetDetector().Detect(strength.Values, envelope, SampleRate, Warmth.OnsetStartZone);
    }
}
