using DrumAI.Lab.Study;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Heads;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests.Study;

/// <summary>What is fitted or chosen for a fold must not have seen it: answers laid out so that peeking would pay.</summary>
public sealed class HonestChoiceTests : IDisposable
{
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;

    private readonly SmallSet small = new();
    private readonly AnswerFolder folder;

    public HonestChoiceTests() => folder = new AnswerFolder(Path.Combine(small.Set.Folder, "made"), small.Set.Hash, 1);

    public void Dispose() => small.Dispose();

    /// <summary>The networks are right on the folds 1 and 2, the head on fold 0 alone: for fold 0 the networks must still be believed, for the others they must not be alone.</summary>
    [Fact]
    public async Task ShareOfABlendIsFittedOnTheOtherFolds()
    {
        var blend = new Recipe("blend", "", StudySection.Ensembles) { Members = ["forest-timbre", "head-mn04"], IsFitted = true };
        foreach (var run in Runs(Protocol.ByLibrary))
        {
            await KeepAsync(blend.Members[0], run, fold => fold != 0);
            await KeepAsync(blend.Members[1], run, fold => fold == 0);
        }

        var runs = Runs(Protocol.ByLibrary);
        Assert.Equal(0, Right(await MakeAsync(blend, runs[0]), runs[0].Test));
        Assert.True(Right(await MakeAsync(blend, runs[1]), runs[1].Test) > 0);
    }

    /// <summary>One setting is right everywhere but on the run's own fold, the other there alone: the first must be chosen.</summary>
    [Fact]
    public async Task GridIsChosenWithoutTheFold()
    {
        HeadOptions honest = new() { Dropout = 0.1 }, peeking = new() { Dropout = 0.2 };
        var recipe = new Recipe("grid", "", StudySection.Settings) { Inputs = ["timbre"], Grid = [peeking, honest] };
        var runs = Runs(Protocol.ByLibrary);
        foreach (var options in recipe.Grid)
        {
            foreach (var (a, b) in new[] { (0, 1), (0, 2) })
            {
                var answers = Answer(fold => options == honest ? fold != 0 : fold == 0);
                await folder.FindAsync((recipe with { Grid = [], Head = options }).Definition, $"grid-{options.Dropout}-{options.LearningRate}", $"without-{a}-{b}", () => Task.FromResult(answers));
            }
        }

        Assert.Equal(honest.Dropout, (await Maker().ChooseAsync(recipe, runs[0])).Dropout);
    }

    private IReadOnlyList<TrainingRun> Runs(Protocol protocol) => TrainingRun.Plan(small.Set, protocol, new TrainingOptions { Members = 1 });

    private Task<Answers> MakeAsync(Recipe recipe, TrainingRun run) => Maker().MakeAsync(recipe, run);

    /// <summary>Neither a store nor networks are there: what is not kept cannot be made.</summary>
    private AnswerMaker Maker() => new(small.Set, null!, new Lazy<StudyNetworks>(() => throw new InvalidOperationException("No networks here.")), folder, TestContext.Current.CancellationToken);

    private Task<Answers> KeepAsync(string recipe, TrainingRun run, Func<int, bool> right) =>
        folder.FindAsync(Recipes.Find(recipe).Definition, recipe, run.Name, () => Task.FromResult(Answer(right)));

    private Answers Answer(Func<int, bool> right) => new(
        [.. small.Set.Sounds.Select((s, i) =>
        {
            var logits = new float[Drums.Classes.Count];
            int other = (s.Class + 1) % logits.Length;
            logits[right(s.Fold) ? s.Class : other] = 6 + (i % 3);
            return logits;
        })],
        [.. small.Set.Sounds.Select(_ => new float[Drums.Subclasses.Count])], 0, 0);

    private int Right(Answers answers, IReadOnlyList<int> sounds) => sounds.Count(i => Array.IndexOf(answers.Classes[i], answers.Classes[i].Max()) == small.Set.Sounds[i].Class);
}
