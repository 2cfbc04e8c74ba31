using BenchmarkDotNet.Attributes;
using DrumAI.Audio;

namespace DrumAI.Benchmarks;

/// <summary>One second of mono from a common rate to the front end's.</summary>
[MemoryDiagnoser]
public class ResampleBenchmark
{
    private float[] input = [];
    private float[] output = [];
    private Resampler resampler = null!;

    [Params(22050, 48000, 96000)]
    public int SampleRate { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        input = new float[SampleRate];
        for (int i = 0; i < input.Length; i++) input[i] = random.NextSingle() - 0.5f;
        resampler = Resampler.For(SampleRate, 44100);
        output = new float[resampler.OutputLength(input.Length)];
    }

    [Benchmark]
    public void Resample() => resampler.Process(input, output);
}
