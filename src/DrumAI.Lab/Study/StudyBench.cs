using System.Security.Cryptography;
using DrumAI.Data;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary>Runs experiments by name, and leaves their results files.</summary>
internal sealed class StudyBench : IDisposable
{
    private readonly LabelledSet set;
    private readonly StudyPlaces places;
    private readonly int seed;
    private readonly DrumDatabase database;
    private readonly StudyFeatures features;
    private readonly AnswerFolder folder;
    private readonly Experiment experiment;
    private readonly CancellationToken cancellation;

    private StudyBench(LabelledSet set, StudyPlaces places, int seed, DrumDatabase database, CancellationToken cancellation)
    {
        (this.set, this.places, this.seed, this.database, this.cancellation) = (set, places, seed, database, cancellation);
        var networks = new Lazy<StudyNetworks>(() => StudyNetworks.Open(set, places, seed, cancellation));
        features = new StudyFeatures(set, database, places, networks, cancellation);
        folder = new AnswerFolder(places.Made, set.Hash, seed);
        experiment = new Experiment(set, features, new AnswerMaker(set, features, networks, folder, cancellation), places, seed);
    }

    /// <summary>Experiments that are no recipes.</summary>
    public static IReadOnlyList<string> Others { get; } = [LearningCurves.BySize, LearningCurves.ByEpoch, CostMeasurement.Name];

    /// <summary>Whether there are networks of ours to build on.</summary>
    public bool HasTraining => File.Exists(Path.Combine(places.Training, "options.json"));

    /// <summary>Opens the data and the store.</summary>
    public static async Task<StudyBench> OpenAsync(StudyPlaces places, int seed, CancellationToken cancellation)
    {
        TorchSharp.torch.set_num_threads(1);
        var set = LabelledSet.Load(places.Data, DrumTaxonomy.Default);
        var database = await DrumDatabase.OpenAsync(places.Store, cancellation: cancellation);
        Directory.CreateDirectory(places.Results);
        Directory.CreateDirectory(places.Made);
        return new StudyBench(set, places, seed, database, cancellation);
    }

    /// <summary>Whether a results file of this very experiment on this data stands, with its predictions.</summary>
    public bool IsDone(string name)
    {
        string path = ResultsOf(name);
        if (!File.Exists(path)) return false;
        try
        {
            return Recipes.Known.FirstOrDefault(r => r.Name == name) is { } recipe
                ? ResultsFile.Read<ExperimentResult>(path) is var result && result.Definition == recipe.Definition && IsOfThis(result) && HasPredictions(name)
                : name == CostMeasurement.Name ? IsOfThis(ResultsFile.Read<CostResult>(path)) : IsOfThis(ResultsFile.Read<CurveResult>(path));
        }
        catch (InvalidDataException)
        {
            // A file of an older layout, or cut off while it was written: it is made anew.
            return false;
        }
    }

    /// <summary>Runs an experiment.</summary>
    public async Task RunAsync(string name)
    {
        var provenance = await StudyProvenance.TakeAsync(set, cancellation);
        ResultsFile result = Recipes.Known.FirstOrDefault(r => r.Name == name) is { } recipe
            ? await experiment.RunAsync(recipe, provenance)
            : name == CostMeasurement.Name ? Cost(provenance) : await CurveAsync(name, provenance);
        result.Write(ResultsOf(name));
        if (result is ExperimentResult measured)
        {
            foreach (var (protocol, figures) in measured.Protocols)
                Console.Out.WriteLine($"{name}, {protocol}: F1 23 {figures.Report.Value:0.000}, 17 {figures.Spread.Value:0.000}, 7 {figures.Large.Value:0.000}, accuracy {figures.Accuracy.Value:0.000}, AUC {figures.AreaUnderCurve:0.000}, log loss {figures.LogLoss:0.000}; learnt from: F1 23 {figures.TrainingReport:0.000}");
        }

        await Console.Error.WriteLineAsync($"wrote {ResultsOf(name)}");
    }

    public void Dispose()
    {
        features.Dispose();
        database.Dispose();
    }

    private string ResultsOf(string name) => Path.Combine(places.Results, name + ".json");

    private bool IsOfThis(ResultsFile result) => result.DataHash == set.Hash && result.Seed == seed
        && result.SplitHash == Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(set.Folder, StudyProvenance.SplitFile))));

    private bool HasPredictions(string name) =>
        File.Exists(ExperimentCommand.PredictionsOf(places.Predictions, name, Protocol.ByLibrary)) && File.Exists(ExperimentCommand.PredictionsOf(places.Predictions, name, Protocol.Random));

    private async Task<CurveResult> CurveAsync(string name, StudyProvenance provenance)
    {
        var recipe = Recipes.Find("head-mn04");
        var curves = new LearningCurves(set, features, folder, cancellation);
        var points = name == LearningCurves.BySize ? await curves.SizesAsync(recipe) : await curves.EpochsAsync(recipe);
        return new CurveResult
        {
            Curve = name,
            Recipe = recipe.Name,
            Points = points,
            Commit = provenance.Commit,
            DataHash = set.Hash,
            SplitFile = StudyProvenance.SplitFile,
            SplitHash = provenance.SplitHash,
            Sounds = set.Sounds.Count,
            Groups = provenance.Groups,
            Seed = seed,
            Seconds = Math.Max(provenance.Seconds, Math.Round(curves.Made, 1)),
        };
    }

    private CostResult Cost(StudyProvenance provenance)
    {
        var inputs = CostMeasurement.Measure(set, places, cancellation);
        return new CostResult
        {
            Timed = Math.Min(CostMeasurement.Sounds, set.Sounds.Count),
            Inputs = inputs,
            Commit = provenance.Commit,
            DataHash = set.Hash,
            SplitFile = StudyProvenance.SplitFile,
            SplitHash = provenance.SplitHash,
            Sounds = set.Sounds.Count,
            Groups = provenance.Groups,
            Seed = seed,
            Seconds = provenance.Seconds,
        };
    }
}
