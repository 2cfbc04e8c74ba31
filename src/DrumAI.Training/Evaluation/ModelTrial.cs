using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Features.Timbre;
using DrumAI.Training.Mapping;

namespace DrumAI.Training.Evaluation;

/// <summary>Lets a finished model hear labelled sounds.</summary>
public static class ModelTrial
{
    /// <summary>Smallest probability that is told from none: a logit is its logarithm.</summary>
    private const float Least = 1e-12f;

    /// <summary>
    /// What the model answers for each sound that can be read, in the set's order, and where it puts it on the map. The logits are logarithms of its probabilities, so that a
    /// softmax gives back the very probabilities that a user sees.
    /// </summary>
    /// <param name="classifier">The model.</param>
    /// <param name="set">The sounds.</param>
    /// <param name="unreadable">Told each sound that is left out and why, on any thread.</param>
    /// <param name="cancellation">Stops between sounds.</param>
    public static (IReadOnlyList<PredictionRow> Rows, MapQuality? Map) Hear(
        DrumClassifier classifier, LabelledSet set, Action<LabelledSound, AudioFormatException> unreadable, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(unreadable);
        var heardSounds = new Heard?[set.Sounds.Count];
        using var analyzers = new ThreadLocal<TimbreAnalyzer>(() => new TimbreAnalyzer());
        Parallel.For(0, heardSounds.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var sound = set.Sounds[i];
            try
            {
                var pcm = AudioFile.Read(Path.Combine(set.Folder, sound.Path)).Pcm;
                var heard = classifier.Classify(pcm);
                var row = new PredictionRow(
                    sound.Path, sound.Fold, sound.Group, sound.Class, sound.Subclass, sound.SubclassBasis,
                    Logits(heard.ClassProbabilities), Logits(heard.SubclassProbabilities));
                heardSounds[i] = new Heard(row, heard.Embedding, heard.Map, TimbreMeasures.Of(analyzers.Value!.Analyze(pcm)));
            }
            catch (AudioFormatException error)
            {
                unreadable(sound, error);
            }
        });
        Heard[] all = [.. heardSounds.OfType<Heard>()];
        return ([.. all.Select(h => h.Row)], all.Length == 0 ? null : MapQuality.Of(OnMap(all)));
    }

    /// <summary>The sounds as one fold: a model's own map is one for all.</summary>
    private static IEnumerable<MapRow> OnMap(Heard[] sounds)
    {
        var space = SoundSpace.Fit([.. sounds.Select(h => h.Embedding)], [.. sounds.Select(h => h.Timbre)]);
        float[][] points = [.. sounds.Select(h => space.Locate(h.Embedding, h.Timbre))];
        var plane = PrincipalPlane.Fit(points);
        return sounds.Select((h, i) => new MapRow(h.Row.Path, Fold: 0, [h.Map.X, h.Map.Y], plane.Project(points[i]), points[i]));
    }

    private static float[] Logits(float[] probabilities) => Array.ConvertAll(probabilities, p => MathF.Log(MathF.Max(p, Least)));

    private sealed record Heard(PredictionRow Row, float[] Embedding, MapPosition Map, double[] Timbre);
}
