using System.CommandLine;
using System.Diagnostics;
using DrumAI.Data;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
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

    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Recipes, or all. \"experiment list\" says which there are.", Arity = ArgumentArity.OneOrMore };
        names.AcceptOnlyFromAmong([.. Recipe.Known.Select(r => r.Name), "all", "list"]);
        var dataset = new Option<DirectoryInfo>("--data") { Description = "Folder with labels.csv and folds.csv.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("..", "shared", "drums")) };
        var store = FeaturesCommand.StoreOption();
        var results = ResultsOption();
        var predictions = PredictionsOption();
        var seed = new Option<int>("--seed") { Description = "Seed of every random choice.", DefaultValueFactory = _ => 1 };
        var command = new Command("experiment", "Run recipes of the study on a filled feature store, by library and on a random fifth.") { names, dataset, store, results, predictions, seed };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            string[] asked = parsed.GetValue(names)!;
            if (asked.Contains("list")) List();
            else await RunAsync(Chosen(asked), parsed.GetValue(dataset)!.FullName, parsed.GetValue(store)!, parsed.GetValue(results)!.FullName, parsed.GetValue(predictions)!.FullName, parsed.GetValue(seed), cancellation);
        }));
        return command;
    }

    /// <summary>The option that names the folder of results files.</summary>
    public static Option<DirectoryInfo> ResultsOption() => new("--results") { Description = "Folder of results files.", DefaultValueFactory = _ => new DirectoryInfo(DefaultResults) };

    /// <summary>The option that names the folder of predictions.</summary>
    public static Option<DirectoryInfo> PredictionsOption() => new("--predictions") { Description = "Folder of predictions.", DefaultValueFactory = _ => new DirectoryInfo(DefaultPredictions) };

    /// <summary>File of a recipe's predictions under a protocol.</summary>
    public static string PredictionsOf(string folder, string recipe, Protocol protocol) => Path.Combine(folder, $"{recipe}-{(protocol == Protocol.ByLibrary ? "by-library" : "random")}.jsonl");

    private static Recipe[] Chosen(string[] names)
    {
        if (names.Contains("all")) return [.. Recipe.Known.Where(r => r.NotRun is null)];
        Recipe[] chosen = [.. Recipe.Known.Where(r => names.Contains(r.Name))];
        if (chosen.FirstOrDefault(r => r.NotRun is not null) is { } without)
            Console.Error.WriteLine($"{without.Name} is listed as not run: {without.NotRun}. It runs where the store has the embedder's vectors.");
        return chosen;
    }

    private static void List()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "what", "not run, because");
        foreach (var recipe in Recipe.Known) table.AddRow(recipe.Name, Markup.Escape(recipe.Title), recipe.NotRun ?? "");
        LabCommand.WideConsole().Write(table);
    }

    private static async Task RunAsync(Recipe[] recipes, string data, string store, string results, string predictions, int seed, CancellationToken cancellation)
    {
        TorchSharp.torch.set_num_threads(1);
        var set = LabelledSet.Load(data, DrumTaxonomy.Default);
        using var database = await DrumDatabase.OpenAsync(store, cancellation: cancellation);
        Directory.CreateDirectory(results);
        Directory.CreateDirectory(predictions);
        var experiment = new Experiment(set, database, Path.GetFileName(Path.TrimEndingDirectorySeparator(data)), seed);
        string commit = await CommitAsync(cancellation);
        foreach (var recipe in recipes)
        {
            var result = await experiment.RunAsync(recipe, commit, protocol => PredictionsOf(predictions, recipe.Name, protocol), cancellation);
            string path = Path.Combine(results, recipe.Name + ".json");
            result.Write(path);
            foreach (var (protocol, figures) in result.Protocols)
                Console.Out.WriteLine($"{recipe.Name}, {protocol}: F1 23 {figures.Report.Value:0.000}, 17 {figures.Spread.Value:0.000}, 7 {figures.Large.Value:0.000}, accuracy {figures.Accuracy.Value:0.000}, AUC {figures.AreaUnderCurve:0.000}; learnt from: F1 23 {figures.TrainingReport:0.000}");
            Console.Error.WriteLine($"wrote {path}");
        }
    }

    private static async Task<string> CommitAsync(CancellationToken cancellation)
    {
        string head = await GitAsync("rev-parse HEAD", cancellation), changed = await GitAsync("status --porcelain --untracked-files=no", cancellation);
        return head.Trim() + (changed.Length > 0 ? "+" : "");
    }

    private static async Task<string> GitAsync(string arguments, CancellationToken cancellation)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidDataException("git does not start; a results file records the commit.");
        string output = await git.StandardOutput.ReadToEndAsync(cancellation);
        await git.WaitForExitAsync(cancellation);
        return git.ExitCode == 0 ? output : throw new InvalidDataException("This is no git repository; a results file records the commit.");
    }
}
