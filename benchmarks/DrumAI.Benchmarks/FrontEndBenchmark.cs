using BenchmarkDotNet.Attributes;
using DrumAI.Features;

namespace DrumAI.Benchmarks;

/// <summary>Amplitudes at the front end's own rate to the network's input.</summary>
[MemoryDiagnoser]
public class FrontEndBenchmark
{
    private readonly FrontEnd frontEnd = new();
    private readonly float[] output = new float[FrontEnd.Length];
    private float[] sound = [];

    [GlobalSetup]
    public void Setup() => sound = ShortFiles.Sound(2).Samples;

    [Benchmark]
    public void Compute() => frontEnd.Compute(sound, 44100, output);
}
