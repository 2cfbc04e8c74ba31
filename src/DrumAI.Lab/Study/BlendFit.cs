using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>
/// Averages two recipes' answers, the second's share being what serves the held-out sounds of the other folds best; of a random split, for each fifth of its test sounds that of the other four.
/// So no sound has a say in how it is answered itself.
/// </summary>
internal sealed class BlendFit(LabelledSet set, AnswerMaker maker)
{
    private const int Steps = 20, Fifths = 5;

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Answers of the blend.</summary>
    public async Task<Answers> BlendAsync(Recipe recipe, TrainingRun run, Answers first, Answers second)
    {
        if (run.Protocol != Protocol.ByLibrary) return OfFifths(run, first, second);
        var seen = new List<(int Sound, Answers First, Answers Second)>();
        foreach (var other in TrainingRun.Plan(set, Protocol.ByLibrary, new TrainingOptions { Members = 1 }).Where(r => r.Fold != run.Fold))
        {
            Answers a = await maker.MakeAsync(Recipes.Find(recipe.Members[0]), other), b = await maker.MakeAsync(Recipes.Find(recipe.Members[1]), other);
            seen.AddRange(other.Test.Select(i => (i, a, b)));
        }

        double share = Share(seen);
        await Console.Error.WriteLineAsync($"{recipe.Name}: without fold {run.Fold} the share of {recipe.Members[1]} is {share:0.00}");
        return Mean(first, second, share);
    }

    private Answers OfFifths(TrainingRun run, Answers first, Answers second)
    {
        double[] shares = [.. Enumerable.Range(0, Fifths).Select(fifth => Share([.. run.Test.Where((_, k) => k % Fifths != fifth).Select(i => (i, first, second))]))];
        var ofTest = run.Test.Select((sound, k) => (sound, share: shares[k % Fifths])).ToDictionary(p => p.sound, p => p.share);
        Answers[] blends = [.. shares.Select(s => Mean(first, second, s))], whole = [Mean(first, second, shares.Average())];
        var of = Enumerable.Range(0, set.Sounds.Count).Select(i => ofTest.TryGetValue(i, out double share) ? blends[Array.IndexOf(shares, share)] : whole[0]).ToArray();
        return whole[0] with { Classes = [.. of.Select((a, i) => a.Classes[i])], Subclasses = [.. of.Select((a, i) => a.Subclasses[i])] };
    }

    /// <summary>The share of the second, in twentieths, with the least log loss after a temperature.</summary>
    private double Share(IReadOnlyList<(int Sound, Answers First, Answers Second)> seen)
    {
        float[][] one = [.. seen.Select(s => LogProbabilities.Of(s.First.Classes[s.Sound]))], two = [.. seen.Select(s => LogProbabilities.Of(s.Second.Classes[s.Sound]))];
        int[] labels = [.. seen.Select(s => set.Sounds[s.Sound].Class)];
        return Enumerable.Range(0, Steps + 1).Select(k => (double)k / Steps).MinBy(share =>
        {
            float[][] mixed = [.. one.Zip(two, (a, b) => a.Zip(b, (x, y) => (float)(((1 - share) * x) + (share * y))).ToArray())];
            return Calibration.NegativeLogLikelihood(mixed, labels, Calibration.FitTemperature(mixed, labels));
        });
    }

    private static Answers Mean(Answers first, Answers second, double share) => Answers.Mean([(first, 1 - share), (second, share)], Taxonomy.ClassOfSubclass);
}
