using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests;

/// <summary>From a data folder over the store to results, tables and a comparison.</summary>
public sealed class StudyTests : IDisposable
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
        Assert.Contains("| forest-timbre | random forest on the timbral models |", text, StringComparison.Ordinal);
        Assert.Contains("| head-vggish | VGG: head on VGGish | not run: the weights of VGGish were never at hand |", text, StringComparison.Ordinal);
        Assert.Contains("not run yet", text, StringComparison.Ordinal);

        using var compared = await Do("compare", "forest-timbre", "head-timbre-spectral", "--predictions", Predictions);
        Assert.Contains("accuracy", compared.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"recipe\":\"forest-timbre\",\"seed\":1}")]
    [InlineData("{")]
    public async Task ResultsFileThatDoesNotSayEverythingIsRefused(string content)
    {
        Directory.CreateDirectory(Results);
        await File.WriteAllTextAsync(Path.Combine(Results, "forest-timbre.json"), content, TestContext.Current.CancellationToken);
        using var program = await LabProgram.RunAsync("study", "--results", Results, "--output", Path.Combine(Results, "study.md"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("is no results file", program.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Results, "study.md")));
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
