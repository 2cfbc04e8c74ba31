using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Compares the waves of sounds of the pool, each of which is read once.</summary>
internal sealed class Waves(string folder)
{
    private readonly SoundSegment segment = new();
    private readonly WaveformComparer comparer = new();
    private readonly Dictionary<string, double[]> traces = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), WaveformFit> fits = [];

    /// <summary>How well two waves fit on each other.</summary>
    public WaveformFit Compare(LabelledFile a, LabelledFile b)
    {
        if (!fits.TryGetValue((a.Path, b.Path), out var fit)) fits[(a.Path, b.Path)] = fit = comparer.Compare(TraceOf(a), TraceOf(b));
        return fit;
    }

    private double[] TraceOf(LabelledFile file)
    {
        if (traces.TryGetValue(file.Path, out var trace)) return trace;
        var sound = AudioFile.Read(Path.Combine(folder, file.Path)).Pcm;
        segment.Prepare(sound.ToMono(), sound.SampleRate);
        return traces[file.Path] = WaveformComparer.Trace(segment);
    }
}
