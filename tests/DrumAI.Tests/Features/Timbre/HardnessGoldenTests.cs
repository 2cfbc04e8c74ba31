using DrumAI.Features;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed class HardnessGoldenTests
{
    [Theory, MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void PercussiveAndHarmonicRmsAreThoseOfTheOriginal(string id)
    {
        var golden = GoldenTimbre.Read(id);
        if (golden.AnalysisAudio() is not { } analysis || analysis.Audio.Length < 512) return;
        var fft = new RealFft64(2048);
        var stft = new CenteredStft(fft);
        var parts = new HarmonicPercussive(fft);
        int frames = CenteredStft.FrameCount(analysis.Audio.Length);
        stft.Load(analysis.Audio);
        parts.Begin(frames);
        for (int i = 0; i < frames; i++) stft.Transform(i, parts.FrameRe(i), parts.FrameIm(i));
        double share = parts.PercussiveShare(analysis.Audio);
        double[] percussive = golden.Doubles("hardness.percussive_rms"), harmonic = golden.Doubles("hardness.harmonic_rms");
        Assert.Equal(percussive.Length, parts.PercussiveRms.Length);
        for (int i = 0; i < percussive.Length; i++)
        {
            GoldenTimbre.Close(percussive[i], parts.PercussiveRms[i], 1e-6, $"{id} percussive {i}");
            GoldenTimbre.Close(harmonic[i], parts.HarmonicRms[i], 1e-6, $"{id} harmonic {i}");
        }

        if (id == "syn_dc") Assert.Equal(double.NaN, share);
        else GoldenTimbre.Close(golden.Number("hardness", "HP_ratio")!.Value, share, 1e-6, id);
    }

    [Theory, MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void BandwidthIsThatOfTheOriginal(string id)
    {
        var golden = GoldenTimbre.Read(id);
        if (golden.AnalysisAudio() is not { } analysis) return;
        var bandwidth = new Bandwidth();
        bandwidth.Measure(analysis.Audio, analysis.SampleRate);
        double[] expected = golden.Doubles("hardness.bandwidth_hz");
        Assert.Equal(expected.Length, bandwidth.Values.Length);
        for (int i = 0; i < expected.Length; i++) GoldenTimbre.Close(expected[i], bandwidth.Values[i], 0.01, $"{id} frame {i}");
    }
}
