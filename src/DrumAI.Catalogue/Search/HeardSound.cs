using DrumAI.Audio;
using DrumAI.Catalogue.Import;
using DrumAI.Classification;
using DrumAI.Features.Timbre;
using DrumAI.Search;

namespace DrumAI.Catalogue.Search;

/// <summary>Measures a file as the import does, so that it can be compared with the catalogue's sounds.</summary>
public static class HeardSound
{
    /// <summary>Reads, hears and measures a file.</summary>
    /// <exception cref="AudioFormatException">The file cannot be read as sound.</exception>
    public static SimilarSound Of(string path, DrumClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        var pcm = AudioFile.Read(path).Pcm;
        var prediction = classifier.Classify(pcm);
        var measures = SoundMeasures.Of(pcm.ToMono(), pcm.SampleRate);
        var timbre = new TimbreAnalyzer().Analyze(pcm);
        double?[] scores = [timbre.Hardness, timbre.Depth, timbre.Brightness, timbre.Roughness, timbre.Warmth, timbre.Sharpness, timbre.Boominess];
        return new SimilarSound(
            prediction.Embedding,
            scores.Select(s => (float)(s ?? double.NaN)).ToArray(),
            (float)(measures.AttackSeconds ?? double.NaN),
            (float)prediction.DurationSeconds);
    }
}
