namespace DrumAI.Lab.Study;

/// <summary>All results files of a folder, which must be of one set, one split and one seed.</summary>
/// <param name="Recipes">Each recipe, with its result where it was run.</param>
/// <param name="Sizes">The curve over shares of the libraries, where it was run.</param>
/// <param name="Epochs">The curve over passes, where it was run.</param>
/// <param name="Cost">What inputs cost, where it was measured.</param>
internal sealed record StudyResults(IReadOnlyList<(Recipe Recipe, ExperimentResult? Result)> Recipes, CurveResult? Sizes, CurveResult? Epochs, CostResult? Cost)
{
    /// <summary>Results of recipes that were run.</summary>
    public IReadOnlyList<ExperimentResult> Run { get; } = [.. Recipes.Select(r => r.Result).OfType<ExperimentResult>()];

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">There are none, one cannot be read, is of a recipe that has changed since, or they are of different data.</exception>
    public static StudyResults Read(string folder)
    {
        var results = new StudyResults(
            [.. Study.Recipes.Known.Select(recipe => (recipe, Find<ExperimentResult>(recipe.Name)))], Find<CurveResult>(LearningCurves.BySize), Find<CurveResult>(LearningCurves.ByEpoch),
            Find<CostResult>(CostMeasurement.Name));
        if (results.Run.Count == 0) throw new InvalidDataException($"{folder} holds no results; run drumai-lab experiment all.");
        if (results.Recipes.FirstOrDefault(r => r.Result is not null && r.Result.Definition != r.Recipe.Definition) is { Recipe: { } changed })
            throw new InvalidDataException($"{changed.Name}.json is of an older recipe of that name: run drumai-lab experiment {changed.Name}.");
        ResultsFile?[] all = [.. results.Run, results.Sizes, results.Epochs, results.Cost];
        if (all.OfType<ResultsFile>().DistinctBy(r => (r.DataHash, r.SplitHash, r.Seed)).Count() > 1)
            throw new InvalidDataException("The results are of different data, splits or seeds: run those anew that are old.");
        return results;

        T? Find<T>(string name)
            where T : ResultsFile
        {
            string path = Path.Combine(folder, name + ".json");
            return File.Exists(path) ? ResultsFile.Read<T>(path) : null;
        }
    }
}
