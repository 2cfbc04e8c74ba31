using BenchmarkDotNet.Attributes;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Features;

namespace DrumAI.Benchmarks;

/// <summary>Amplitudes to features: each alone with all that it needs, and everything with what they share computed once.</summary>
[MemoryDiagnoser]
public class FeatureBenchmark : IDisposable
{
    private readonly Pcm sound = ShortFiles.Sound(4);
    private DrumClassifier classifier = null!;
    private FeatureExtractor extractor = null!;

    [Params(
        FeatureSet.Zcr, FeatureSet.Flatness, FeatureSet.Contrast, FeatureSet.Contrast8, FeatureSet.Mfcc, FeatureSet.LogMel, FeatureSet.Descriptors,
        FeatureSet.Timbre, FeatureSet.Fingerprint, FeatureSet.Embedding, FeatureSet.All)]
    public FeatureSet Features { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        classifier = DrumClassifier.Load(DrumClassifier.DefaultModelDirectory);
        extractor = new FeatureExtractor(classifier.Embed);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        classifier.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public SoundFeatures Extract() => extractor.Extract(sound, Features);
}
