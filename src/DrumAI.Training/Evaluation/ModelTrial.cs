using DrumAI.Audio;
using DrumAI.Classification;

namespace DrumAI.Training.Evaluation;

/// <summary>Lets a finished model hear labelled sounds.</summary>
public static class ModelTrial
{
    /// <summary>Smallest probability that is told from none: a logit is its logarithm.</summary>
    private const float Least = 1e-12f;

    /// <summary>
    /// What the model answers for each sound that can be read, in the set's order. The logits are logarithms of its probabilities, so that a softmax gives back the very
    /// probabilities that a user sees.
    /// </summary>
    /// <param name="classifier">The model.</param>
    /// <param name="set">The sounds.</param>
    /// <param name="unreadable">Told each sound that is left out and why, on any thread.</param>
    /// <param name="cancellation">Stops between sounds.</param>
    public static IReadOnlyList<PredictionRow> Hear(
        DrumClassifier classifier, LabelledSet set, Action<LabelledSound, AudioFormatException> unreadable, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(unreadable);
        var rows = new PredictionRow?[set.Sounds.Count];
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var sound = set.Sounds[i];
            try
            {
                var heard = classifier.Classify(AudioFile.Read(Path.Combine(set.Folder, sound.Path)).Pcm);
                rows[i] = new PredictionRow(
                    sound.Path, sound.Fold, sound.Group, sound.Class, sound.Subclass, sound.SubclassBasis,
                    Logits(heard.ClassProbabilities), Logits(heard.SubclassProbabilities));
            }
            catch (AudioFormatException error)
            {
                unreadable(sound, error);
            }
        });
        return [.. rows.OfType<PredictionRow>()];
    }

    private static float[] Logits(float[] probabilities) => Array.ConvertAll(probabilities, p => MathF.Log(MathF.Max(p, Least)));
}
