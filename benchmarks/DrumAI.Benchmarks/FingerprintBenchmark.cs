using BenchmarkDotNet.Attributes;
using DrumAI.Identity;

namespace DrumAI.Benchmarks;

/// <summary>Amplitudes to fingerprint, and the search for one among a million that are as random as can be.</summary>
[MemoryDiagnoser]
public class FingerprintBenchmark
{
    private const int IndexSize = 1_000_000;

    private readonly float[] sound = ShortFiles.Sound(4).Samples;
    private readonly Fingerprinter fingerprinter = new();
    private readonly FingerprintIndex index = new();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (int i = 0; i < IndexSize; i++)
            index.Add(new Fingerprint((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64()));
    }

    [Benchmark]
    public Fingerprint? Compute() => fingerprinter.Compute(sound, 44100);

    [Benchmark]
    public FingerprintMatch? FindNearest() => index.FindNearest(index[IndexSize / 2]);

    [Benchmark]
    public IReadOnlyList<FingerprintMatch> FindAll() => index.FindAll(index[IndexSize / 2]);
}
