using System.Diagnostics;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Forests;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>Learns from some sounds of a set, and answers for all of them.</summary>
internal static class Learner
{
    /// <summary>A node of a tree: column, limit, place of the right branch.</summary>
    private const int NodeBytes = 12;

    /// <summary>How soft a teacher's answers are made: its logits are divided by it.</summary>
    private const float TeacherTemperature = 2;

    /// <summary>Part of a teacher in what is learnt; the rest is the label's.</summary>
    private const float TeacherShare = 0.5f;

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Grows a forest.</summary>
    public static Answers Grow(LabelledSet set, StandardRows rows, IReadOnlyList<int> training, ForestOptions options, CancellationToken cancellation)
    {
        var forest = RandomForest.Grow(rows.Read(training, 0), [.. training.Select(i => set.Sounds[i].Class)], Taxonomy.Classes.Count, options, cancellation);
        return Ask(set, rows, 1, (long)forest.NodeCount * NodeBytes, asked => [.. asked.Select(row => (Logits(forest.Predict(row)), new float[Taxonomy.Subclasses.Count]))]);
    }

    /// <summary>Trains a head.</summary>
    /// <param name="set">The sounds.</param>
    /// <param name="rows">Their features.</param>
    /// <param name="training">Indices of the sounds to learn from.</param>
    /// <param name="recipe">Which variants to learn from and to hear.</param>
    /// <param name="options">Options of the head, with the seed.</param>
    /// <param name="teacher">What else to learn; null for the labels alone.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static Answers Train(
        LabelledSet set, StandardRows rows, IReadOnlyList<int> training, Recipe recipe, HeadOptions options, Answers? teacher, CancellationToken cancellation)
    {
        var learnt = RowsOf(set, rows, training, recipe.LearnsVariants);
        if (teacher is not null)
        {
            float[][] classes = [.. training.Select(i => Soft(teacher.Classes[i]))];
            learnt = learnt.Taught(TeacherShare, classes, [.. training.Select((i, k) => OfClasses(classes[k], teacher.Subclasses[i]))]);
        }

        using var head = FeatureHead.Train(learnt, Taxonomy, options, null, cancellation);
        return Ask(set, rows, recipe.HearsVariants ? rows.Variants : 1, head.ParameterCount * sizeof(float), head.Predict);
    }

    /// <summary>Some sounds as rows for a head.</summary>
    public static HeadRows RowsOf(LabelledSet set, StandardRows rows, IReadOnlyList<int> training, bool variants)
    {
        int[] sublabels = [.. training.Select(i => set.Sounds[i] is var s && s.SubclassBasis == PredictionRow.AssumedBasis ? -1 : set.Sounds[i].Subclass)];
        HeadRowReader read = variants
            ? (row, choices, into) => rows.Read(training[row], choices.Next(rows.Variants), into)
            : (row, _, into) => rows.Read(training[row], 0, into);
        return HeadRows.Of(training.Count, rows.Length, read, [.. training.Select(i => set.Sounds[i].Class)], sublabels, Taxonomy);
    }

    /// <summary>Asks a model about every sound, once a variant, and averages.</summary>
    private static Answers Ask(LabelledSet set, StandardRows rows, int variants, long bytes, Func<float[][], IReadOnlyList<(float[] Classes, float[] Subclasses)>> predict)
    {
        int[] everything = [.. Enumerable.Range(0, set.Sounds.Count)];
        var views = new List<(Answers, double)>();
        for (int variant = 0; variant < variants; variant++)
        {
            float[][] asked = rows.Read(everything, variant);
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var logits = predict(asked);
            process.Refresh();
            double microseconds = (process.TotalProcessorTime - before).TotalMicroseconds / everything.Length;
            views.Add((new Answers([.. logits.Select(l => l.Classes)], [.. logits.Select(l => l.Subclasses)], variant == 0 ? bytes : 0, microseconds), 1.0 / variants));
        }

        return views is [var (only, _)] ? only : Answers.Mean(views, Taxonomy.ClassOfSubclass);
    }

    private static float[] Soft(float[] logits) => Array.ConvertAll(LogProbabilities.Of(Array.ConvertAll(logits, l => l / TeacherTemperature)), MathF.Exp);

    /// <summary>Probabilities of sub-classes, those of a class adding up to that class's.</summary>
    private static float[] OfClasses(float[] classes, float[] subclassLogits) =>
        [.. LogProbabilities.Within(Array.ConvertAll(subclassLogits, l => l / TeacherTemperature), Taxonomy.ClassOfSubclass).Select((l, s) => classes[Taxonomy.ClassOfSubclass[s]] * MathF.Exp(l))];

    private static float[] Logits(float[] probabilities) => Array.ConvertAll(probabilities, p => MathF.Log(MathF.Max(p, 1e-4f)));
}
