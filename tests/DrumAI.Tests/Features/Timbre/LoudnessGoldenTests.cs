using DrumAI.Audio;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed class LoudnessGoldenTests
{
    [Theory, MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void LoudnessIsThatOfTheOriginal(string id)
    {
        var golden = GoldenTimbre.Read(id);
        if (golden.Number("common", "loudness_lufs") is not { } expected) return;
        var pcm = AudioFile.Read(golden.WavPath).Pcm;
        GoldenTimbre.Close(expected, LoudnessNormalizer.IntegratedLoudness(GoldenTimbre.Sum(pcm), pcm.SampleRate), 1e-9, id);
    }

    [Theory, MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void NormalizedSoundHasTheOriginalsEnergy(string id)
    {
        var golden = GoldenTimbre.Read(id);
        if (golden.Number("common", "loudnormed_sumsq") is not { } expected) return;
        var pcm = AudioFile.Read(golden.WavPath).Pcm;
        double[] mono = GoldenTimbre.Sum(pcm);
        Assert.True(LoudnessNormalizer.Normalize(mono, pcm.SampleRate));
        GoldenTimbre.Close(expected, mono.Sum(v => v * v), 1e-9 * expected, id);
    }

    [Theory, MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void ThirdOctaveLevelsAndSpecificLoudnessAreThoseOfTheOriginal(string id)
    {
        var golden = GoldenTimbre.Read(id);
        if (golden.AnalysisAudio() is not { } analysis) return;
        var curve = new LoudnessCurve();
        curve.Measure(analysis.Audio, analysis.SampleRate);
        double[] levels = golden.Doubles("third_octave_dB"), specific = golden.Doubles("specific_loudness");
        Assert.Equal(levels.Length, curve.Levels.Length);
        for (int i = 0; i < levels.Length; i++)
        {
            // Far under the threshold of hearing only rounding is left.
            double tolerance = levels[i] < -100 ? 1 : 1e-6;
            GoldenTimbre.Close(levels[i], curve.Levels[i], tolerance, $"{id} level {i}");
        }

        for (int i = 0; i < specific.Length; i++)
            GoldenTimbre.Close(specific[i], curve.Specific(i / 240)[i % 240], 1e-5, $"{id} specific loudness {i}");
    }

    [Theory, MemberData(nameof(GoldenCase.Ids), MemberType = typeof(GoldenCase))]
    public void SharpnessAndBoominessAreThoseOfTheOriginal(string id)
    {
        var golden = GoldenTimbre.Read(id);
        if (golden.AnalysisAudio() is not { } analysis) return;
        var curve = new LoudnessCurve();
        curve.Measure(analysis.Audio, analysis.SampleRate);
        GoldenTimbre.Close(golden.Score("sharpness")!.Value, Sharpness.Score(curve), 1e-3, id);
        GoldenTimbre.Close(golden.Score("booming")!.Value, new Boominess().Score(curve), 1e-3, id);
    }
}
