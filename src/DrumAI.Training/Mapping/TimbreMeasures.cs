using DrumAI.Audio;
using DrumAI.Features.Timbre;

namespace DrumAI.Training.Mapping;

/// <summary>The seven timbral measures of labelled sounds.</summary>
public static class TimbreMeasures
{
    /// <summary>How many there are.</summary>
    public const int Count = 7;

    /// <summary>Their names, in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "boominess"];

    /// <summary>Measures every sound of a set.</summary>
    /// <param name="set">The sounds.</param>
    /// <param name="threads">Threads to work with.</param>
    /// <param name="cancellation">Stops between sounds.</param>
    /// <returns>Seven numbers a sound, in the order of <see cref="Of"/>.</returns>
    /// <exception cref="AudioFormatException">A sound of the set cannot be read.</exception>
    public static double[][] Measure(LabelledSet set, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var measures = new double[set.Sounds.Count][];
        using var analyzers = new ThreadLocal<TimbreAnalyzer>(() => new TimbreAnalyzer());
        Parallel.For(0, measures.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
            measures[i] = Of(analyzers.Value!.Analyze(AudioFile.Read(Path.Combine(set.Folder, set.Sounds[i].Path)).Pcm)));
        return measures;
    }

    /// <summary>Hardness, depth, brightness, roughness, warmth, sharpness, boominess; NaN where one has no answer.</summary>
    public static double[] Of(TimbreScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Array.ConvertAll(
            [scores.Hardness, scores.Depth, scores.Brightness, scores.Roughness, scores.Warmth, scores.Sharpness, scores.Boominess],
            (double? score) => score ?? double.NaN);
    }
}
