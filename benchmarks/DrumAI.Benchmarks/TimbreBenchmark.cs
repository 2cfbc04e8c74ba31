using BenchmarkDotNet.Attributes;
using DrumAI.Features;
using DrumAI.Features.Timbre;

namespace DrumAI.Benchmarks;

/// <summary>The stages of the timbral models one by one: what they share, then what each adds.</summary>
[MemoryDiagnoser]
public class TimbreBenchmark
{
    private const int SampleRate = 44100;

    private readonly float[] sound = ShortFiles.Sound(4).Samples;
    private readonly double[] audio;
    private readonly double[] envelope;
    private readonly LoudnessCurve curve = new();
    private readonly CrossoverFilters crossovers = new();
    private readonly OnsetStrength strength = new();
    private readonly TriangularFilters melBands = OnsetStrength.MelBands(SampleRate);
    private readonly CenteredStft stft = new(new RealFft64(2048));
    private readonly double[] power = new double[CenteredStft.BinCount];
    private readonly HarmonicPercussive parts = new(new RealFft64(2048));
    private readonly Brightness brightness = new(new RealFft64(2048));
    private readonly Roughness roughness = new(new PeakPicker());
    private readonly Bandwidth bandwidth = new();
    private readonly Depth depth = new(new RealFft64(4096), new PeakPicker(), new OnsetDetector());
    private readonly Warmth warmth = new(new RealFft64(8192), new PeakPicker(), new OnsetDetector());
    private readonly Boominess boominess = new();
    private readonly Reverb reverb = new();
    private readonly TimbreAnalyzer analyzer = new();

    public TimbreBenchmark()
    {
        audio = [.. sound.Select(s => (double)s)];
        LoudnessNormalizer.Normalize(audio, SampleRate);
        envelope = new double[audio.Length];
        FollowEnvelope();
        MeasureLoudness();
        SplitBands();
        DetectOnsets();
    }

    [Benchmark]
    public double IntegrateLoudness() => LoudnessNormalizer.IntegratedLoudness(audio, SampleRate);

    [Benchmark]
    public void MeasureLoudness() => curve.Measure(audio, SampleRate);

    [Benchmark]
    public void SplitBands() => crossovers.Split(audio, SampleRate);

    [Benchmark]
    public void FollowEnvelope() => HoldEnvelope.Follow(audio, 1, SampleRate, 0.1, envelope);

    [Benchmark]
    public void DetectOnsets()
    {
        int frames = CenteredStft.FrameCount(audio.Length);
        stft.Load(audio);
        strength.Begin(melBands, frames);
        parts.Begin(frames);
        for (int i = 0; i < frames; i++)
        {
            Span<double> re = parts.FrameRe(i), im = parts.FrameIm(i);
            stft.Transform(i, re, im);
            for (int bin = 0; bin < power.Length; bin++) power[bin] = re[bin] * re[bin] + im[bin] * im[bin];
            strength.SetFrame(i, power);
        }

        strength.Finish();
    }

    /// <summary>On the spectra of <see cref="DetectOnsets"/>.</summary>
    [Benchmark]
    public double HardnessPercussion() => parts.PercussiveShare(audio);

    [Benchmark]
    public void HardnessBandwidth() => bandwidth.Measure(audio, SampleRate);

    [Benchmark]
    public double Depth() => depth.Score(crossovers, strength.Values, SampleRate);

    [Benchmark]
    public double Brightness() => brightness.Score(crossovers, SampleRate);

    [Benchmark]
    public double Roughness() => roughness.Score(audio, SampleRate);

    [Benchmark]
    public double Warmth() => warmth.Score(audio, envelope, strength.Values, curve, SampleRate);

    [Benchmark]
    public double Sharpness() => Features.Timbre.Sharpness.Score(curve);

    [Benchmark]
    public double Boominess() => boominess.Score(curve);

    [Benchmark]
    public double ReverbTime() => reverb.Seconds(audio, SampleRate);

    [Benchmark]
    public TimbreScores AllEight() => analyzer.Analyze(sound, 1, SampleRate);
}
