using DrumAI.Training;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>What a recipe reaches with fewer libraries, and with fewer passes over the sounds.</summary>
/// <param name="set">The sounds.</param>
/// <param name="features">Their features.</param>
/// <param name="folder">What was made before.</param>
/// <param name="cancellation">Stops between steps.</param>
internal sealed class LearningCurves(LabelledSet set, StudyFeatures features, AnswerFolder folder, CancellationToken cancellation)
{
    /// <summary>Names of the curves on the command line.</summary>
    public const string BySize = "curve-size", ByEpoch = "curve-epochs";

    /// <summary>Shares of the libraries, and how often they are drawn.</summary>
    private static readonly (double Share, int Draws)[] Shares = [(0.125, 3), (0.25, 3), (0.5, 3), (1, 1)];

    /// <summary>One in so many of the training sounds is asked about after each epoch.</summary>
    private const int TrainingStride = 4;

    /// <summary>Seconds of the clock in which the answers were made, in an earlier run too.</summary>
    public double Made { get; private set; }

    private IReadOnlyList<TrainingRun> Folds => TrainingRun.Plan(set, Protocol.ByLibrary, new TrainingOptions { Members = 1, Seed = folder.Seed });

    /// <summary>By size: shares of the training libraries, the smaller within the larger of the same draw. All learn in as many steps as with all libraries.</summary>
    public async Task<IReadOnlyList<CurvePoint>> SizesAsync(Recipe recipe)
    {
        var points = new List<CurvePoint>();
        foreach (var (share, draws) in Shares)
        {
            for (int draw = 1; draw <= draws; draw++)
            {
                CurveTally held = new(), learnt = new();
                double libraries = 0, sounds = 0;
                foreach (var run in Folds)
                {
                    int[] training = Drawn(run, share, draw);
                    int drawNumber = draw;
                    var answers = await folder.FindAsync(recipe.Definition, $"{recipe.Name}-{share}", $"{drawNumber}-{run.Fold}", () => TrainAsync(recipe, run, training));
                    Made += answers.Seconds;
                    foreach (int i in run.Test) held.Add(set.Sounds[i].Class, answers.Classes[i]);
                    foreach (int i in training) learnt.Add(set.Sounds[i].Class, answers.Classes[i]);
                    libraries += training.Select(i => set.Sounds[i].Group).Distinct().Count() / (double)Folds.Count;
                    sounds += training.Length / (double)Folds.Count;
                }

                points.Add(new CurvePoint(share, draw, libraries, sounds, held.Spread, held.Large, held.Accuracy, held.LogLoss, learnt.Spread, learnt.Large, learnt.LogLoss));
                await Console.Error.WriteLineAsync($"{BySize}: share {share}, draw {draw}: F1 17 {held.Spread:0.000}, 7 {held.Large:0.000}");
            }
        }

        return points;
    }

    /// <summary>By epoch: held-out and training sounds after each pass.</summary>
    public async Task<IReadOnlyList<CurvePoint>> EpochsAsync(Recipe recipe)
    {
        var options = recipe.Head! with { Seed = folder.Seed };
        CurveTally[] held = [.. Enumerable.Range(0, options.Epochs).Select(_ => new CurveTally())], learnt = [.. Enumerable.Range(0, options.Epochs).Select(_ => new CurveTally())];
        double libraries = 0, sounds = 0;
        foreach (var run in Folds)
        {
            int[] training = Drawn(run, 1, 1), asked = [.. training.Where((_, k) => k % TrainingStride == 0)];
            var rows = new StandardRows(await features.OpenAsync(recipe.Inputs, run), training);
            float[][] tests = rows.Read(run.Test, 0), known = rows.Read(asked, 0);
            FeatureHead.Train(Learner.RowsOf(set, rows, training, variants: false), Taxonomy.DrumTaxonomy.Default, options, (epoch, head) =>
            {
                foreach (var (i, logits) in run.Test.Zip(head.Predict(tests))) held[epoch - 1].Add(set.Sounds[i].Class, logits.Classes);
                foreach (var (i, logits) in asked.Zip(head.Predict(known))) learnt[epoch - 1].Add(set.Sounds[i].Class, logits.Classes);
            }, cancellation).Dispose();
            libraries += training.Select(i => set.Sounds[i].Group).Distinct().Count() / (double)Folds.Count;
            sounds += training.Length / (double)Folds.Count;
            await Console.Error.WriteLineAsync($"{ByEpoch}: fold {run.Fold} done");
        }

        return [.. held.Select((h, e) => new CurvePoint(e + 1, 1, libraries, sounds, h.Spread, h.Large, h.Accuracy, h.LogLoss, learnt[e].Spread, learnt[e].Large, learnt[e].LogLoss))];
    }

    private async Task<Answers> TrainAsync(Recipe recipe, TrainingRun run, int[] training)
    {
        var options = recipe.Head! with { Seed = folder.Seed };
        int whole = set.Sounds.Count - run.Test.Count;
        var rows = new StandardRows(await features.OpenAsync(recipe.Inputs, run), training);
        return Learner.Train(set, rows, training, recipe, options with { Epochs = (int)Math.Round((double)options.Epochs * whole / training.Length) }, null, cancellation);
    }

    /// <summary>The first so many of the run's training libraries, in the order of the draw.</summary>
    private int[] Drawn(TrainingRun run, double share, int draw)
    {
        var held = run.Test.ToHashSet();
        var groups = Enumerable.Range(0, set.Sounds.Count).Where(i => !held.Contains(i)).GroupBy(i => set.Sounds[i].Group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        new Random(unchecked((folder.Seed * 7919) + (draw * 101) + run.Fold)).Shuffle(groups);
        return [.. groups.Take(Math.Max(1, (int)Math.Round(share * groups.Length))).SelectMany(g => g).Order()];
    }
}
