using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>Runs a recipe under both protocols, by library and on a random fifth, and measures it.</summary>
/// <param name="set">The labelled sounds.</param>
/// <param name="features">Their features.</param>
/// <param name="maker">Makes the answers.</param>
/// <param name="places">Where predictions go.</param>
/// <param name="seed">Seed of every random choice.</param>
internal sealed class Experiment(LabelledSet set, StudyFeatures features, AnswerMaker maker, StudyPlaces places, int seed)
{
    private static readonly Protocol[] Protocols = [Protocol.ByLibrary, Protocol.Random];

    private readonly Dictionary<string, IReadOnlyList<PredictionRow>> others = [];

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Runs the recipe.</summary>
    /// <param name="recipe">What to run.</param>
    /// <param name="provenance">Makes the results file, with on what it was run.</param>
    /// <exception cref="InvalidDataException">Something that the recipe needs is missing.</exception>
    public async Task<ExperimentResult> RunAsync(Recipe recipe, StudyProvenance provenance)
    {
        var figures = new Dictionary<string, ProtocolFigures>();
        var comparisons = new Dictionary<string, IReadOnlyList<PairedComparison>>();
        var details = new Dictionary<string, ProtocolDetail>();
        var choices = new List<GridChoice>();
        long bytes = 0;
        double microseconds = 0, made = 0, waited = 0;
        foreach (var protocol in Protocols)
        {
            List<PredictionRow> held = [], learnt = [];
            foreach (var run in TrainingRun.Plan(set, protocol, new TrainingOptions { Members = 1, Seed = seed }))
            {
                double before = provenance.Seconds;
                var answers = await maker.MakeAsync(recipe, run);
                (made, waited) = (made + answers.Seconds, waited + provenance.Seconds - before);
                if (recipe.Grid.Count > 0) choices.Add(await maker.ChooseAsync(recipe, run));
                var test = run.Test.ToHashSet();
                held.AddRange(Rows(answers, run.Fold, test.Contains));
                learnt.AddRange(Rows(answers, run.Fold, i => !test.Contains(i)));
                (bytes, microseconds) = (answers.Bytes, answers.Microseconds);
                await Console.Error.WriteLineAsync($"{recipe.Name}: {Workshop.NameOf(protocol)}, fold {run.Fold} done after {provenance.Seconds:0} s");
            }

            PredictionFile.Write(ExperimentCommand.PredictionsOf(places.Predictions, recipe.Name, protocol), held, Taxonomy);
            string name = Workshop.NameOf(protocol);
            var report = Evaluator.Evaluate(held, Taxonomy, name, seed: seed);
            figures[name] = ProtocolFigures.Of(report, Evaluator.Evaluate(learnt, Taxonomy, name, bootstrapCount: 0, calibrate: false), TellsSubclasses(recipe));
            var calibrated = Evaluator.CalibratedOnOtherFolds(held, Taxonomy);
            if (recipe.HasPage) details[name] = ProtocolDetail.Of(report, calibrated, Taxonomy);
            if (Other(recipe, protocol) is { } other) comparisons[name] = PairedComparison.Of(other, calibrated, Taxonomy, seed: seed, calibrate: false);
        }

        return new ExperimentResult
        {
            Recipe = recipe.Name,
            Definition = recipe.Definition,
            Commit = provenance.Commit,
            DataHash = set.Hash,
            SplitFile = StudyProvenance.SplitFile,
            SplitHash = provenance.SplitHash,
            Sounds = set.Sounds.Count,
            Groups = provenance.Groups,
            Embedders = features.EmbeddersOf(recipe.AllInputs),
            Seed = seed,
            Seconds = Math.Round(provenance.Seconds - waited + made, 1),
            ModelBytes = bytes,
            MicrosecondsPerSound = Math.Round(microseconds, 1),
            Protocols = figures,
            Comparisons = comparisons,
            Details = details,
            Choices = choices,
        };

        IEnumerable<PredictionRow> Rows(Answers answers, int fold, Func<int, bool> wanted) => Enumerable.Range(0, set.Sounds.Count).Where(wanted).Select(i =>
        {
            var sound = set.Sounds[i];
            return new PredictionRow(sound.Path, fold, sound.Group, sound.Class, sound.Subclass, sound.SubclassBasis, answers.Classes[i], answers.Subclasses[i]);
        });
    }

    private static bool TellsSubclasses(Recipe recipe) =>
        recipe.Forest is null && recipe.Head is not { SubclassWeight: 0 };

    /// <summary>Predictions of the recipe that this one is compared with, calibrated.</summary>
    private IReadOnlyList<PredictionRow>? Other(Recipe recipe, Protocol protocol)
    {
        if (recipe.Against is null) return null;
        string path = ExperimentCommand.PredictionsOf(places.Predictions, recipe.Against, protocol);
        if (others.TryGetValue(path, out var known)) return known;
        if (File.Exists(path)) return others[path] = Evaluator.CalibratedOnOtherFolds(PredictionFile.Read(path, Taxonomy), Taxonomy);
        Console.Error.WriteLine($"{recipe.Name} is compared with nothing: {recipe.Against} was not run yet");
        return null;
    }
}
