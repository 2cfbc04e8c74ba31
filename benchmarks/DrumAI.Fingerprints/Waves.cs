using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Compares the waves of sounds of the pool, each of which is read once.</summary>
internal sealed class Waves(string folder)
{
    private readonly SoundSegment segment = new();
    private readonly Dictionary<string, double[]> traces = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), double> correlations = [];

    /// <summary>How well two waves fit on each other, in [-1, 1].</summary>
    public double Correlate(LabelledFile a, LabelledFile b)
    {
        if (!correlations.TryGetValue((a.Path, b.Path), out double correlation))
            correlations[(a.Path, b.Path)] = correlation = WaveformCorrelation.Of(TraceOf(a), TraceOf(b));
        return correlation;
    }

    private double[] TraceOf(LabelledFile file)
    {
        if (traces.TryGetValue(file.Path, out var trace)) return trace;
        var sound = AudioFile.Read(Path.Combine(folder, file.Path)).Pcm;
        segment.Prepare(sound.ToMono(), sound.SampleRate);
        return traces[file.Path] = WaveformCorrelation.Trace(segment);
    }
}
