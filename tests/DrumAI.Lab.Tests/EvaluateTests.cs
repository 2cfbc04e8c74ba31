namespace DrumAI.Lab.Tests;

public sealed class EvaluateTests(TrainedModel trained) : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("lab-evaluate").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public async Task BothProtocolsOfAWorkFolderAreReported()
    {
        using var program = await LabProgram.RunAsync("evaluate", "--work", trained.Work, "--output", output, "--draws", "20");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("by library: 36 sounds of 6 groups", program.Output, StringComparison.Ordinal);
        Assert.Contains("random fifth: 6 sounds", program.Output, StringComparison.Ordinal);
        foreach (string protocol in (string[])["by-library", "random"])
            foreach (string file in (string[])["report.json", "report.md", "confusion.png", "confusion-counts.png", "confusion-subclasses.png", "reliability.png"])
                Assert.True(File.Exists(Path.Combine(output, protocol, file)), $"{protocol}/{file} is missing");
        Assert.True(File.Exists(Path.Combine(output, "learning.png")));
        string summary = await File.ReadAllTextAsync(Path.Combine(output, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains("| figure | by library | random fifth |", summary, StringComparison.Ordinal);
        Assert.Contains("](by-library/report.md)", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedPredictionsArePooledUnderTheNameGiven()
    {
        using var program = await LabProgram.RunAsync(
            "evaluate", "--predictions", Of("library-0-1.predictions.jsonl"), Of("library-1-1.predictions.jsonl"), "--protocol", "two folds", "--draws", "0");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("two folds: 24 sounds of 4 groups", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PredictionsAreMeasuredByAnotherFoldersLabels()
    {
        await File.WriteAllTextAsync(
            Path.Combine(output, "labels.csv"), "path,class,subclass,subclass_basis\nkit0/Kick0.wav,Kick,,\nkit1/Kick0.wav,Tom,,\nkit2/Kick0.wav,Kick,,\n", TestContext.Current.CancellationToken);
        string predictions = Path.Combine(trained.Work, "predictions-by-library.jsonl");
        using var program = await LabProgram.RunAsync("evaluate", "--predictions", predictions, "--data", output, "--draws", "0", "--output", Path.Combine(output, "report"));
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("by library: 3 sounds of 3 groups", program.Output, StringComparison.Ordinal);
        Assert.Matches(@"\| Tom +\|[^\n]*\| 1 \|", await File.ReadAllTextAsync(Path.Combine(output, "report", "report.md"), TestContext.Current.CancellationToken));

        await File.AppendAllTextAsync(Path.Combine(output, "labels.csv"), "kit1/none.wav,Tom,,\n", TestContext.Current.CancellationToken);
        using var refused = await LabProgram.RunAsync("evaluate", "--predictions", predictions, "--data", output);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("kit1/none.wav", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SoundPredictedTwiceIsRefused()
    {
        string file = Of("library-0-1.predictions.jsonl");
        using var program = await LabProgram.RunAsync("evaluate", "--predictions", file, file);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("twice", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelIsMeasuredOnAFolderThatHasNoFolds()
    {
        string data = Path.Combine(output, "data");
        foreach (string file in Directory.GetFiles(Path.Combine(trained.Data, "kit1")))
        {
            string copy = Path.Combine(data, "kit1", Path.GetFileName(file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.WriteAllTextAsync(
            Path.Combine(data, "labels.csv"), "path,class,subclass,subclass_basis\nkit1/Kick0.wav,Kick,,\nkit1/Hat0.wav,Hat,Hat_Close,explicit\nkit1/none.wav,Tom,,\n",
            TestContext.Current.CancellationToken);
        using var program = await LabProgram.RunAsync("evaluate", "--model", trained.Model, "--data", data, "--output", Path.Combine(output, "report"));
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("2 sounds of 1 groups", program.Output, StringComparison.Ordinal);
        Assert.Contains("trained on mean nothing", program.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("kit1/none.wav", program.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "report", "confusion.png")));
        Assert.Contains("trained on mean nothing", await File.ReadAllTextAsync(Path.Combine(output, "report", "report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SoundsOfTheTrainingSetAreKnownForWhatTheyAre()
    {
        using var program = await LabProgram.RunAsync("evaluate", "--model", trained.Model, "--data", trained.Data, "--draws", "0");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("trained on this very folder", program.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private string Of(string file) => Path.Combine(trained.Work, file);
}
