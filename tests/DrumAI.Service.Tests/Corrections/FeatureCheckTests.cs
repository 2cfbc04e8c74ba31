using DrumAI.Audio;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Service.Corrections;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Corrections;

/// <summary>What is held against submitted features, and what real sounds have.</summary>
public sealed class FeatureCheckTests
{
    private const FeatureSet Wanted = (WireFeatures.Shared & ~FeatureSet.Embedding) | FeatureSet.Fingerprint;

    /// <summary>Its lowest octave is so loud that the two contrasts are cut off at different levels.</summary>
    [Fact]
    public void FeaturesOfAThumpAreBelieved()
    {
        var features = Extract(new Pcm(TestSounds.Thump(), 1, 44100));
        var wire = WireFeatures.Of(features);

        Assert.NotEqual(wire.Contrast![1], wire.Contrast8![2]);
        Assert.Null(FeatureCheck.Doubt(features.Fingerprint!.Value, wire));
    }

    [Fact]
    public void FeaturesOfRealDrumsAreBelieved()
    {
        string drums = SharedFolder.Require("drums");
        var files = File.ReadLines(Path.Combine(drums, "labels.csv")).Skip(1).Select(l => Path.Combine(drums, l.Split(',')[0])).Where((_, i) => i % 61 == 0).ToList();
        Assert.True(files.Count > 50);
        foreach (string file in files)
        {
            var features = Extract(AudioFile.Read(file).Pcm);
            if (features.Fingerprint is { } fingerprint) Assert.True(FeatureCheck.Doubt(fingerprint, WireFeatures.Of(features)) is null, file);
        }
    }

    [Fact]
    public void OctaveThatContrastsMoreTheSecondTimeIsDoubted()
    {
        var features = MadeSounds.Features();
        features.Contrast8![3] = [.. features.Contrast![2].Select(v => v + 1)];

        Assert.Contains("contrast8", FeatureCheck.Doubt(MadeSounds.NewFingerprint(), features), StringComparison.Ordinal);
    }

    [Fact]
    public void SilentFrameWithTheContrastOfALoudOneIsDoubted()
    {
        var features = MadeSounds.Features();
        features.Flatness![9] = 1;
        features.Contrast![4][9] = features.Contrast8![5][9] = 60;

        Assert.Contains("silent frame", FeatureCheck.Doubt(MadeSounds.NewFingerprint(), features), StringComparison.Ordinal);
    }

    private static SoundFeatures Extract(Pcm pcm) => new FeatureExtractor().Extract(pcm, Wanted);
}
