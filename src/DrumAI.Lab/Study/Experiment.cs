using System.Diagnostics;
using System.Security.Cryptography;
using DrumAI.Data;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>Runs a recipe under both protocols, by library and on a random fifth, and measures it.</summary>
/// <param name="set">The labelled sounds.</param>
/// <param name="database">Store with their features.</param>
/// <param name="dataset">Name of the set in the store.</param>
/// <param name="seed">Seed of every random choice.</param>
internal sealed class Experiment(LabelledSet set, DrumDatabase database, string dataset, int seed)
{
    private static readonly Protocol[] Protocols = [Protocol.ByLibrary, Protocol.Random];

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Runs the recipe.</summary>
    /// <param name="recipe">What to run.</param>
    /// <param name="commit">Commit of the code, for the results file.</param>
    /// <param name="predictions">Where to write the predictions of a protocol's held-out sounds.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="InvalidDataException">The store lacks features that the recipe needs.</exception>
    public async Task<ExperimentResult> RunAsync(Recipe recipe, string commit, Func<Protocol, string> predictions, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (sounds, rows, embedders) = await LoadAsync(recipe, cancellation);
        var figures = new Dictionary<string, ProtocolFigures>();
        long bytes = 0;
        double microseconds = 0;
        foreach (var protocol in Protocols)
        {
            List<PredictionRow> held = [], learnt = [];
            foreach (var run in TrainingRun.Plan(set, protocol, new TrainingOptions { Members = 1, Seed = seed }))
            {
                var test = run.Test.ToHashSet();
                int[] training = Places(i => !test.Contains(i)), others = Places(test.Contains);
                float[][] standard = FeatureRows.Standardised(rows, training, StudyFeatures.Limit);
                using var learner = Learner.Learn(
                    recipe, Pick(standard, training), [.. training.Select(i => set.Sounds[sounds[i]].Class)], [.. training.Select(i => Known(set.Sounds[sounds[i]]))], Taxonomy, seed, cancellation);
                long start = Stopwatch.GetTimestamp();
                held.AddRange(Rows(learner, standard, others, run.Fold));
                microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Math.Max(1, others.Length);
                bytes = learner.Bytes;
                learnt.AddRange(Rows(learner, standard, training, run.Fold));
                await Console.Error.WriteLineAsync($"{recipe.Name}: {Workshop.NameOf(protocol)}, fold {run.Fold} done after {clock.Elapsed.TotalSeconds:0} s");
            }

            PredictionFile.Write(predictions(protocol), held, Taxonomy);
            string name = Workshop.NameOf(protocol);
            figures[name] = ProtocolFigures.Of(
                Evaluator.Evaluate(held, Taxonomy, name, seed: seed), Evaluator.Evaluate(learnt, Taxonomy, name, bootstrapCount: 0, calibrate: false), recipe.Head is { SubclassWeight: > 0 });
        }

        return new ExperimentResult
        {
            Recipe = recipe.Name,
            Commit = commit,
            DataHash = set.Hash,
            SplitHash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(set.Folder, "folds.csv"), cancellation))),
            Embedders = embedders,
            Seed = seed,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
            InputLength = rows[0].Length,
            ModelBytes = bytes,
            MicrosecondsPerSound = Math.Round(microseconds, 1),
            Protocols = figures,
        };

        int[] Places(Func<int, bool> wanted) => [.. Enumerable.Range(0, sounds.Length).Where(i => wanted(sounds[i]))];

        IEnumerable<PredictionRow> Rows(Learner learner, float[][] standard, int[] places, int fold) => places.Zip(learner.Predict(Pick(standard, places)), (place, logits) =>
        {
            var sound = set.Sounds[sounds[place]];
            return new PredictionRow(sound.Path, fold, sound.Group, sound.Class, sound.Subclass, sound.SubclassBasis, logits.Classes, logits.Subclasses);
        });
    }

    private static float[][] Pick(float[][] rows, int[] places) => [.. places.Select(i => rows[i])];

    /// <summary>The sub-class of a sound as far as somebody said it.</summary>
    private static int Known(LabelledSound sound) => sound.SubclassBasis == PredictionRow.AssumedBasis ? -1 : sound.Subclass;

    /// <summary>For each row of the store its sound in the set, and its features; and the embedders' whole names.</summary>
    private async Task<(int[] Sounds, float[][] Rows, string[] Embedders)> LoadAsync(Recipe recipe, CancellationToken cancellation)
    {
        var models = new Dictionary<string, string>();
        await using (var context = database.CreateContext())
        {
            string[] stored = [.. context.Embeddings.Select(e => e.Model).Distinct()];
            foreach (string kind in StudyFeatures.EmbeddersOf(recipe.Inputs))
            {
                models[kind] = stored.FirstOrDefault(m => m.StartsWith(kind + "-", StringComparison.Ordinal))
                    ?? throw new InvalidDataException($"The store holds no vectors of {kind}; fill it with: drumai-lab features DATASET --embedder {kind}=FILE.onnx");
            }
        }

        var arrays = await FeatureReader.LoadAsync(database, dataset, StudyFeatures.ColumnsOf(recipe.Inputs), [.. models.Values], cancellation);
        var places = set.Sounds.Select((s, i) => (s.Path, i)).ToDictionary(p => p.Path, p => p.i);
        int[] known = [.. Enumerable.Range(0, arrays.Count).Where(i => places.ContainsKey(arrays.Paths[i]))];
        if (known.Length < set.Sounds.Count)
            await Console.Error.WriteLineAsync($"the store has {known.Length} of the {set.Sounds.Count} sounds; copies of one sound are one there");
        float[][] rows = StudyFeatures.RowsOf(arrays.Only(known), recipe.Inputs, models);
        return ([.. known.Select(i => places[arrays.Paths[i]])], rows, [.. models.Values]);
    }
}
