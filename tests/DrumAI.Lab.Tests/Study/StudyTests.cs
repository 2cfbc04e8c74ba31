using System.Text.Json.Nodes;
using DrumAI.Tests;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests.Study;

/// <summary>From a data folder over the store to results, tables and a comparison.</summary>
public sealed class StudyTests(TrainedModel trained) : IDisposable
{
    private readonly SmallSet small = new(perKit: 3);

    private string Store => $"Data Source={Path.Combine(small.Set.Folder, "features.db")}";

    private string Results => Path.Combine(small.Set.Folder, "results");

    private string Predictions => Path.Combine(small.Set.Folder, "predictions");

    public void Dispose() => small.Dispose();

    [Fact]
    public async Task RecipesRunAndStandSideBySide()
    {
        Assert.SkipUnless(await IsRepositoryAsync(), "This is no git repository; results files record the commit.");
        await Do("features", small.Set.Folder, "--store", Store, "--set", "timbre,zcr,flatness,contrast8,mfcc");
        using var run = await Do("experiment", "forest-timbre", "head-timbre-spectral", "--data", small.Set.Folder, "--store", Store, "--results", Results, "--predictions", Predictions);
        Assert.Contains("forest-timbre, by library: F1 23", run.Output, StringComparison.Ordinal);

        string page = Path.Combine(small.Set.Folder, "study.md");
        await Do("study", "--results", Results, "--output", page);
        string text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("| [forest-timbre](forest-timbre/README.md) | random forest on the timbral models |", text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(small.Set.Folder, "forest-timbre", "by-library-confusion-counts.png")));
        Assert.Contains("### Most common confusions", await File.ReadAllTextAsync(Path.Combine(small.Set.Folder, "forest-timbre", "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("| head-vggish | VGG: head on VGGish | not run: the weights of VGGish were never at hand |", text, StringComparison.Ordinal);
        Assert.Contains("not run yet", text, StringComparison.Ordinal);

        using var compared = await Do("compare", "forest-timbre", "head-timbre-spectral", "--predictions", Predictions);
        Assert.Contains("accuracy", compared.Output, StringComparison.Ordinal);
    }

    /// <summary>What a results file has to say on what it was run; one that leaves any of it out, or says nothing there, is refused.</summary>
    [Theory]
    [InlineData("commit")]
    [InlineData("dataHash")]
    [InlineData("splitFile")]
    [InlineData("splitHash")]
    [InlineData("sounds")]
    [InlineData("groups")]
    [InlineData("seed")]
    [InlineData("seconds")]
    [InlineData("definition")]
    [InlineData("protocols")]
    public async Task ResultsFileThatDoesNotSayEverythingIsRefused(string field)
    {
        var whole = Result();
        await Refused(whole, accepted: true);
        whole.Remove(field);
        await Refused(whole, accepted: false);
        whole[field] = null;
        await Refused(whole, accepted: false);
    }

    [Theory]
    [InlineData("dataHash")]
    [InlineData("splitHash")]
    [InlineData("seed")]
    public async Task ResultsOfDifferentDataDoNotStandSideBySide(string field)
    {
        var other = Result("head-timbre-spectral");
        other[field] = field == "seed" ? 2 : "other";
        await WriteAsync("head-timbre-spectral", other);
        await WriteAsync("forest-timbre", Result());
        var error = Assert.Throws<InvalidDataException>(() => Lab.Study.StudyResults.Read(Results));
        Assert.Contains("of different data, splits or seeds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResultOfAnOlderRecipeIsRefused()
    {
        var old = Result();
        old["definition"] = "{}";
        await WriteAsync("forest-timbre", old);
        using var program = await LabProgram.RunAsync("study", "--results", Results, "--output", Path.Combine(Results, "study.md"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("forest-timbre.json is of an older recipe", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllGoesOnWhereItStopped()
    {
        Assert.SkipUnless(await IsRepositoryAsync(), "This is no git repository; results files record the commit.");
        await Do("features", small.Set.Folder, "--store", Store, "--set", "timbre,zcr,flatness,contrast8,mfcc");
        string[] all = ["experiment", "all", "--data", small.Set.Folder, "--store", Store, "--results", Results, "--predictions", Predictions, "--training", Path.Combine(Results, "none")];
        using var first = await LabProgram.RunAsync(all);
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("wrote " + Path.Combine(Results, "forest-timbre-spectral.json"), first.Error, StringComparison.Ordinal);
        Assert.Contains("--embedder mn04=", first.Error, StringComparison.Ordinal);

        // A results file that was lost is made anew from the answers that were kept.
        File.Delete(Path.Combine(Results, "forest-timbre-spectral.json"));
        var answers = Directory.GetFiles(Path.Combine(Predictions, "made")).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        using var second = await LabProgram.RunAsync(all);
        Assert.Contains("forest-timbre: was run already", second.Error, StringComparison.Ordinal);
        Assert.Contains("wrote " + Path.Combine(Results, "forest-timbre-spectral.json"), second.Error, StringComparison.Ordinal);
        Assert.Equal(answers, Directory.GetFiles(Path.Combine(Predictions, "made")).ToDictionary(f => f, File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task NetworksThatWereTrainedAnswer()
    {
        Assert.SkipUnless(await IsRepositoryAsync(), "This is no git repository; results files record the commit.");
        Assert.True(trained.Program.ExitCode == 0, trained.Program.Error);
        await Do("features", trained.Data, "--store", Store, "--set", "timbre");
        string[] where = ["--data", trained.Data, "--store", Store, "--results", Results, "--predictions", Predictions];
        await Do(["experiment", "drumnet", "head-drumnet", "--training", trained.Work, .. where]);
        using var compared = await Do("compare", Path.Combine(trained.Work, "predictions-by-library.jsonl"), "drumnet", "--predictions", Predictions);
        // The very networks whose predictions training left: every figure is the same, but for the rounding of the shipped weights.
        Assert.DoesNotContain("0.1", compared.Output.Split("B - A")[1].Split('\n').Last(l => l.Contains("accuracy", StringComparison.Ordinal)).Split('│')[^2], StringComparison.Ordinal);

        using var none = await LabProgram.RunAsync(["experiment", "drumnet", "--training", Results, .. where]);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("holds no training runs", none.Error, StringComparison.Ordinal);
        using var changed = await LabProgram.RunAsync(["experiment", "head-mn04-changed", "--training", trained.Work, .. where]);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("was trained without a teacher", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewsCurvesAndCostsAreMade()
    {
        Assert.SkipUnless(await IsRepositoryAsync(), "This is no git repository; results files record the commit.");
        string network = SharedFolder.Require("models", "efficientat_mn04_as.onnx"), models = Path.GetDirectoryName(network)!;
        await Do("features", small.Set.Folder, "--store", Store, "--set", "timbre", "--embedder", $"mn04={network}");
        await Do(
            "experiment", "head-mn04", "head-mn04-padded", "head-mn04-views", "head-distilled-self", "curve-size", "curve-epochs", "cost", "--data", small.Set.Folder, "--store", Store, "--results", Results,
            "--predictions", Predictions, "--models", models);
        string page = Path.Combine(small.Set.Folder, "study.md");
        await Do("study", "--results", Results, "--output", page);
        string text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("| 0.125 | 3 |", text, StringComparison.Ordinal);
        Assert.Contains("| 20 |", text, StringComparison.Ordinal);
        Assert.Contains("| head-mn04-views | head-mn04 |", text, StringComparison.Ordinal);
        double Cost(string recipe) => double.Parse(text.Split('\n').Last(l => l.StartsWith($"| {recipe} |", StringComparison.Ordinal)).Split('|')[2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Cost("head-mn04-views") > 2 * Cost("head-mn04-padded"));
        Assert.True(File.Exists(Path.Combine(small.Set.Folder, "curve-size.png")));
    }

    [Fact]
    public async Task EmbedderThatTheStoreLacksIsNamed()
    {
        Assert.SkipUnless(await IsRepositoryAsync(), "This is no git repository; results files record the commit.");
        await Do("features", small.Set.Folder, "--store", Store, "--set", "timbre");
        using var program = await LabProgram.RunAsync("experiment", "head-mn04", "--data", small.Set.Folder, "--store", Store, "--results", Results, "--predictions", Predictions);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("--embedder mn04=", program.Error, StringComparison.Ordinal);
    }

    /// <summary>A results file that says everything.</summary>
    private static JsonObject Result(string recipe = "forest-timbre") => new()
    {
        ["recipe"] = recipe,
        ["definition"] = Lab.Study.Recipes.Find(recipe).Definition,
        ["commit"] = "0123456789",
        ["dataHash"] = "0123456789ab",
        ["splitFile"] = "folds.csv",
        ["splitHash"] = "0123456789ab",
        ["sounds"] = 10,
        ["groups"] = 2,
        ["seed"] = 1,
        ["seconds"] = 1.5,
        ["embedders"] = new JsonArray(),
        ["modelBytes"] = 1,
        ["microsecondsPerSound"] = 1,
        ["protocols"] = new JsonObject(),
        ["comparisons"] = new JsonObject(),
    };

    private async Task WriteAsync(string recipe, JsonObject result)
    {
        Directory.CreateDirectory(Results);
        await File.WriteAllTextAsync(Path.Combine(Results, recipe + ".json"), result.ToJsonString(), TestContext.Current.CancellationToken);
    }

    /// <summary>Whether the results are read, asked in this process: a process of its own for each field would take a minute.</summary>
    private async Task Refused(JsonObject result, bool accepted)
    {
        await WriteAsync("forest-timbre", result);
        var error = Record.Exception(() => Lab.Study.StudyResults.Read(Results));
        if (accepted) Assert.Null(error);
        else Assert.Contains("is no results file", Assert.IsType<InvalidDataException>(error).Message, StringComparison.Ordinal);
    }

    private static async Task<LabProgram> Do(params string[] arguments)
    {
        var program = await LabProgram.RunAsync(arguments);
        Assert.True(program.ExitCode == 0, program.Error);
        return program;
    }

    private static async Task<bool> IsRepositoryAsync()
    {
        try
        {
            using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", "rev-parse HEAD") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await git.WaitForExitAsync(TestContext.Current.CancellationToken);
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
