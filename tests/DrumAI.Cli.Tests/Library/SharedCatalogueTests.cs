using DrumAI.Catalogue;

namespace DrumAI.Cli.Tests.Library;

/// <summary>Two programs on one catalogue.</summary>
public sealed class SharedCatalogueTests : IDisposable
{
    private readonly LibraryFolder library = new();

    public void Dispose() => library.Dispose();

    [Fact]
    public async Task ReadersEditsAndBackupsWorkWhileAnImportRuns()
    {
        library.Fill(120);
        string kick = library.Sounds.Of("kit 0/0.wav"), backup = Path.Combine(library.Data, "copy.db");
        await library.AddAsync("listed");
        using var import = ChildProgram.Start("library", "scan", "--data", library.Data, "--model", library.Model.Path, "--threads", "1");
        await WaitForImportAsync();

        var label = await library.RunAsync("label", kick, "Gong");
        var list = await library.RunAsync("library", "list");
        var copy = await library.RunAsync("library", "backup", backup);
        bool wasRunning = !import.HasExited;

        Assert.True(wasRunning, "The import was over before anything could be tried beside it.");
        Assert.Equal((ExitCode.Success, ""), (label.ExitCode, label.Error));
        Assert.Equal(121, list.Lines.Length);
        Assert.Equal((ExitCode.Success, ""), (copy.ExitCode, copy.Error));
        Assert.Equal(ExitCode.Success, await ChildProgram.ExitCodeOfAsync(import));
        Assert.Contains("Gong", (await library.RunAsync("library", "list", "--labelled")).Output, StringComparison.Ordinal);
        string restored = Path.Combine(library.Data, "restored");
        Assert.Equal(ExitCode.Success, (await CommandResult.RunAsync(["library", "restore", backup, "--data", restored])).ExitCode);
        Assert.Equal("All is well.\n", (await CommandResult.RunAsync(["library", "check", "--data", restored])).Output);
    }

    [Fact]
    public async Task SecondImportSaysWhyItDoesNotRun()
    {
        library.Fill(120);
        using var first = ChildProgram.Start("library", "add", library.Sounds.Path, "--data", library.Data, "--model", library.Model.Path, "--threads", "1");
        await WaitForImportAsync();

        var second = await library.RunAsync("library", "scan", "--model", library.Model.Path);

        Assert.Equal(ExitCode.Failure, second.ExitCode);
        Assert.Contains("importing into this catalogue", second.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await ChildProgram.ExitCodeOfAsync(first));
    }

    [Fact]
    public async Task RestoreUnderAnotherProgramSaysWhyItDoesNotRun()
    {
        using var open = SampleCatalogue.Open(library.Data);
        string backup = Path.Combine(library.Data, "copy.db");
        await library.RunAsync("library", "backup", backup);

        var restore = await ChildProgram.RunAsync("library", "restore", backup, "--data", library.Data);

        Assert.Equal(ExitCode.Failure, restore.ExitCode);
        Assert.Contains("Other programs have the catalogue", restore.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyProgramsMayMakeTheSameCatalogueAtOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ChildProgram.RunAsync("library", "status", "--data", library.Data)));

        Assert.All(results, r => Assert.Equal((ExitCode.Success, ""), (r.ExitCode, r.Error)));
    }

    /// <summary>Waits until some sound is classified, and not all are.</summary>
    private async Task WaitForImportAsync()
    {
        while (true)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            if (!File.Exists(Path.Combine(library.Data, SampleCatalogue.FileName))) continue;
            using var catalogue = SampleCatalogue.Open(library.Data);
            var status = LibraryStatus.Read(catalogue);
            if (status.ClassifiedCount + status.MeasuredCount > 0) return;
        }
    }
}
