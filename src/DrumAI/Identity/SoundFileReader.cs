using System.Numerics.Tensors;
using DrumAI.Audio;

namespace DrumAI.Identity;

/// <summary>Reads files for <see cref="DuplicateFinder"/>.</summary>
/// <remarks>Owns scratch memory: one instance for each thread.</remarks>
public sealed class SoundFileReader
{
    private readonly SoundSegment segment = new();
    private readonly Fingerprinter fingerprinter = new();

    /// <summary>Reads what a comparison needs to know of a file.</summary>
    /// <exception cref="AudioFormatException">The file cannot be read as sound.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SoundFile Read(string path)
    {
        // The sound comes first: what is wrong with a file is said in its terms.
        var reading = AudioFile.Read(path);
        var mono = reading.Pcm.ToMono();
        double level = double.NegativeInfinity;
        if (segment.Prepare(mono, reading.Pcm.SampleRate))
        {
            double[] trace = WaveformComparer.Trace(segment);
            level = 10 * Math.Log10(TensorPrimitives.SumOfSquares<double>(trace) / trace.Length);
        }

        return new SoundFile(
            path, ContentHash.OfFile(path), fingerprinter.Compute(mono, reading.Pcm.SampleRate), reading.Format, reading.Pcm.DurationSeconds, level);
    }

    /// <summary>The first half second of a file's sound, aligned, for <see cref="DuplicateFinder"/>; null where there is nothing to hear.</summary>
    /// <exception cref="AudioFormatException">The file cannot be read as sound.</exception>
    public double[]? ReadTrace(string path)
    {
        var pcm = AudioFile.Read(path).Pcm;
        return segment.Prepare(pcm.ToMono(), pcm.SampleRate) ? WaveformComparer.Trace(segment) : null;
    }
}
