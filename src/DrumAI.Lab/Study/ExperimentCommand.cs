using System.CommandLine;
using DrumAI.Lab.Store;
using DrumAI.Training;
using Spectre.Console;

namespace DrumAI.Lab.Study;

/// <summary><c>drumai-lab experiment</c>: runs recipes of the study.</summary>
internal static class ExperimentCommand
{
    /// <summary>Where results files are kept.</summary>
    public const string DefaultResults = "docs/study";

    /// <summary>Where predictions are kept, for comparisons; they are not part of the project.</summary>
    public const string DefaultPredictions = "artifacts/study";

    private const string Everything = "all", Listing = "list";

    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Recipes, curves, cost, or all. \"experiment list\" says which there are.", Arity = ArgumentArity.OneOrMore };
        names.AcceptOnlyFromAmong([.. Recipes.Known.Select(r => r.Name), .. StudyBench.Others, Everything, Listing]);
        var dataset = new Option<DirectoryInfo>("--data") { Description = "Folder with labels.csv and folds.csv.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("..", "shared", "drums")) };
        var store = FeaturesCommand.StoreOption();
        var results = ResultsOption();
        var predictions = PredictionsOption();
        var training = new Option<DirectoryInfo>("--training")
        {
            Description = "Work folder of drumai-lab train, for recipes with our own networks or with changed copies; nothing is written there.",
            DefaultValueFactory = _ => new DirectoryInfo(TrainCommand.DefaultWork),
        };
        var models = new Option<DirectoryInfo?>("--models") { Description = "Folder with efficientat_mn04_as.onnx and yamnet.onnx. [default: ../models beside the data]" };
        var seed = new Option<int>("--seed") { Description = "Seed of every random choice.", DefaultValueFactory = _ => 1 };
        var again = new Option<bool>("--again") { Description = "With all: run again what was run on this data already." };
        var command = new Command("experiment", "Run recipes of the study on a filled feature store, by library and on a random fifth. What was cut off goes on where it stopped.")
        {
            names, dataset, store, results, predictions, training, models, seed, again,
        };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            string[] asked = parsed.GetValue(names)!;
            if (asked.Contains(Listing))
            {
                List();
                return;
            }

            string data = parsed.GetValue(dataset)!.FullName;
            var places = new StudyPlaces(
                data, parsed.GetValue(store)!, parsed.GetValue(results)!.FullName, parsed.GetValue(predictions)!.FullName, parsed.GetValue(training)!.FullName,
                parsed.GetValue(models)?.FullName ?? Path.Combine(data, "..", "models"));
            using var bench = await StudyBench.OpenAsync(places, parsed.GetValue(seed), cancellation);
            bool all = asked.Contains(Everything);
            foreach (string name in all ? [.. Recipes.Known.Select(r => r.Name), .. StudyBench.Others] : asked)
                if (!all || IsWanted(name, bench, parsed.GetValue(again))) await bench.RunAsync(name);
        }));
        return command;
    }

    /// <summary>The option that names the folder of results files.</summary>
    public static Option<DirectoryInfo> ResultsOption() => new("--results") { Description = "Folder of results files.", DefaultValueFactory = _ => new DirectoryInfo(DefaultResults) };

    /// <summary>The option that names the folder of predictions.</summary>
    public static Option<DirectoryInfo> PredictionsOption() => new("--predictions") { Description = "Folder of predictions.", DefaultValueFactory = _ => new DirectoryInfo(DefaultPredictions) };

    /// <summary>File of a recipe's predictions under a protocol.</summary>
    public static string PredictionsOf(string folder, string recipe, Protocol protocol) => Path.Combine(folder, $"{recipe}-{(protocol == Protocol.ByLibrary ? "by-library" : "random")}.jsonl");

    /// <summary>Of everything, what can be run, and was not yet.</summary>
    private static bool IsWanted(string name, StudyBench bench, bool again)
    {
        string? without = Recipes.Known.FirstOrDefault(r => r.Name == name) is not { } recipe ? null
            : recipe.NotRun ?? (recipe.NeedsTraining && !bench.HasTraining ? "drumai-lab train has left nothing to build on (--training)" : null);
        if (without is not null) Console.Error.WriteLine($"{name}: left out, {without}");
        else if (!again && bench.IsDone(name)) Console.Error.WriteLine($"{name}: was run already");
        else return true;
        return false;
    }

    private static void List()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "what", "not run, because");
        foreach (var recipe in Recipes.Known) Add(recipe.Name, recipe.Title, recipe.NotRun ?? "");
        Add(LearningCurves.BySize, "learning curve over shares of the libraries", "");
        Add(LearningCurves.ByEpoch, "learning curve over passes", "");
        Add(CostMeasurement.Name, "what it costs to describe a sound", "");
        LabCommand.WideConsole().Write(table);

        void Add(params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);
    }
}
