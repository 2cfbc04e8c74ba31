using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>Makes what a recipe answers, with all that it builds on.</summary>
/// <param name="set">The sounds.</param>
/// <param name="features">Their features.</param>
/// <param name="networks">Our own networks.</param>
/// <param name="folder">What was made before.</param>
/// <param name="cancellation">Stops between steps.</param>
internal sealed class AnswerMaker(LabelledSet set, StudyFeatures features, Lazy<StudyNetworks> networks, AnswerFolder folder, CancellationToken cancellation)
{
    private const int InnerFolds = 5;

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>What a recipe that learnt without a run's test sounds answers for every sound.</summary>
    public Task<Answers> MakeAsync(Recipe recipe, TrainingRun run) => folder.FindAsync(DefinitionOf(recipe), recipe.Name, run.Name, async () =>
    {
        if (recipe.Networks) return networks.Value.Answer(run);
        if (recipe.Members.Count > 0) return await BlendAsync(recipe, run);
        int[] training = Without(run.Test);
        var rows = new StandardRows(await features.OpenAsync(recipe.Inputs, run), training);
        if (recipe.Forest is { } forest) return Learner.Grow(set, rows, training, forest with { Seed = folder.Seed }, cancellation);
        var options = recipe.Grid.Count > 0 ? await ChosenAsync(recipe, run) : recipe.Head ?? throw new InvalidOperationException($"{recipe.Name} says of nothing that it should learn.");
        var teachers = new List<Answers>();
        foreach (string name in recipe.Teachers) teachers.Add(await MakeAsync(Recipes.Find(name), run));
        var teacher = teachers.Count == 0 ? null : Alike(teachers);
        return Alike([.. Enumerable.Range(0, recipe.Heads).Select(h =>
            Learner.Train(set, rows, training, recipe, options with { Seed = folder.Seed + options.Seed - 1 + h }, teacher, cancellation))]);
    });

    /// <summary>
    /// Chooses a setting of the grid for a run by what is held out of the run's training sounds: by library each other fold in turn, by models that heard neither it nor the run's own;
    /// of a random split a fifth.
    /// </summary>
    public async Task<GridChoice> ChooseAsync(Recipe recipe, TrainingRun run)
    {
        var tried = new List<GridPoint>();
        foreach (var options in recipe.Grid)
        {
            List<float[]> logits = [];
            List<int> labels = [];
            foreach (int[] held in InnerTests(run))
            {
                var answers = await WithoutAsync(recipe, options, run, held);
                logits.AddRange(held.Select(i => answers.Classes[i]));
                labels.AddRange(held.Select(i => set.Sounds[i].Class));
            }

            double temperature = Calibration.FitTemperature(logits, labels);
            tried.Add(new GridPoint(options.Dropout, options.LearningRate, Calibration.NegativeLogLikelihood(logits, labels, temperature)));
        }

        var best = tried.MinBy(p => p.LogLoss)!;
        return new GridChoice(run.Name, best.Dropout, best.LearningRate, tried);
    }

    /// <summary>Answers that build on our networks depend on which networks they are.</summary>
    private string DefinitionOf(Recipe recipe) => recipe.NeedsTraining ? recipe.Definition + networks.Value.Identity : recipe.Definition;

    private async Task<HeadOptions> ChosenAsync(Recipe recipe, TrainingRun run)
    {
        var choice = await ChooseAsync(recipe, run);
        return recipe.Grid.First(o => o.Dropout == choice.Dropout && o.LearningRate == choice.LearningRate);
    }

    /// <summary>A head that heard neither a run's test sounds nor some others. By library that pair of folds is also another run's.</summary>
    private Task<Answers> WithoutAsync(Recipe recipe, HeadOptions options, TrainingRun run, int[] held)
    {
        int[] without = [.. run.Test.Concat(held).Order()];
        string part = run.Protocol == Protocol.ByLibrary ? $"without-{string.Join('-', without.Select(i => set.Sounds[i].Fold).Distinct().Order())}" : "within-random";
        string definition = (recipe with { Grid = [], Head = options }).Definition;
        return folder.FindAsync(definition, $"{recipe.Name}-{options.Dropout}-{options.LearningRate}", part, async () =>
        {
            int[] training = Without(without);
            var rows = new StandardRows(await features.OpenAsync(recipe.Inputs, run), training);
            var answers = Learner.Train(set, rows, training, recipe, options with { Seed = folder.Seed + options.Seed - 1 }, null, cancellation);
            await Console.Error.WriteLineAsync($"{recipe.Name}: dropout {options.Dropout}, learning rate {options.LearningRate}, {part} done");
            return answers;
        });
    }

    private IEnumerable<int[]> InnerTests(TrainingRun run)
    {
        int[] training = Without(run.Test);
        if (run.Protocol == Protocol.ByLibrary) return training.GroupBy(i => set.Sounds[i].Fold).OrderBy(g => g.Key).Select(g => g.ToArray());
        // The sounds of each class by turns.
        return [[.. training.OrderBy(i => set.Sounds[i].Class).Where((_, k) => k % InnerFolds == 0)]];
    }

    private async Task<Answers> BlendAsync(Recipe recipe, TrainingRun run)
    {
        var members = new List<Answers>();
        foreach (string member in recipe.Members) members.Add(await MakeAsync(Recipes.Find(member), run));
        return recipe.IsFitted ? await new BlendFit(set, this).BlendAsync(recipe, run, members[0], members[1]) : Alike(members);
    }

    private static Answers Alike(List<Answers> answers) =>
        answers is [var only] ? only : Answers.Mean([.. answers.Select(a => (a, 1.0 / answers.Count))], Taxonomy.ClassOfSubclass);

    private int[] Without(IReadOnlyList<int> sounds)
    {
        var held = sounds.ToHashSet();
        return [.. Enumerable.Range(0, set.Sounds.Count).Where(i => !held.Contains(i))];
    }
}
